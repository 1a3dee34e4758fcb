/**
 * Selects a text and copies it. The newer clipboard interface asks for a permission, and this page is given none; the older one
 * needs only that a person pressed something.
 * @returns whether it was copied; else it is selected, to be copied by hand
 */
export function copySelected(area: HTMLTextAreaElement): boolean {
  area.focus();
  area.select();
  // Named by what is used of it: the whole of it is deprecated, but nothing else works without a permission.
  const copier: { execCommand(command: 'copy'): boolean } = area.ownerDocument;
  return copier.execCommand('copy');
}
