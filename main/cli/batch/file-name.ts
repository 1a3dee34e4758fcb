/** The batch's own files beside those of its moves. */
const taken: ReadonlySet<string> = new Set(['summary', 'dry-run']);
/** Windows knows devices by these, whatever the ending. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
/** File systems count bytes: 255, and our endings are to find room. */
const mostBytes = 200;

/**
 * What the files of a move are called: its name as far as every file system takes it, so that whoever looks for a customer finds them.
 * @returns null when nothing of the name is left
 */
export function fileNameOf(name: string): string | null {
  const plain = name
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}\p{M}@._+-]+/gu, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '');
  let kept = '';
  for (const character of plain) {
    if (Buffer.byteLength(kept + character) > mostBytes) break;
    kept += character;
  }
  if (kept === '') return null;
  return taken.has(kept.toLowerCase()) || devices.test(kept) ? `_${kept}` : kept;
}

/** What is equal for two names that some file system would take for one. */
export function foldedName(file: string): string {
  return file.normalize('NFKD').toLowerCase();
}
