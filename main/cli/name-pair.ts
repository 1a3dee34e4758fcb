/** Two names written as `ONE=OTHER`, with an = within a name as `==`; null when it is not that. */
export function namePair(text: string): readonly [string, string] | null {
  // Pairs of = first, so that a single one is left over only between the names.
  const parts = text.replaceAll('==', '\0').split('=');
  const [one = '', other = ''] = parts.map((part) => part.replaceAll('\0', '='));
  return parts.length === 2 && one !== '' && other !== '' ? [one, other] : null;
}
