import { createHash } from 'node:crypto';

/** Longest part of a plain name; a server that refuses a name may do so for its length. */
const LONGEST = 60;

/**
 * The same component in what every server takes: letters and digits of ASCII, `-`, `_` and single spaces. The same component gives the same
 * answer always. Accents go first, so that words stay words; one without a letter left is called by a hash of what it was.
 */
export function plainComponent(component: string): string {
  const ascii = component.normalize('NFKD').replaceAll(/\p{Mark}/gu, '');
  const plain = ascii
    .replaceAll(/[^A-Za-z0-9 _-]+/g, '_')
    .replaceAll(/ {2,}/g, ' ')
    .slice(0, LONGEST)
    .trim();
  if (/[A-Za-z0-9]/.test(plain)) return plain;
  return `Folder-${createHash('sha256').update(component).digest('hex').slice(0, 8)}`;
}
