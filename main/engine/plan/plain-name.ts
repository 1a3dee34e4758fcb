import { createHash } from 'node:crypto';
import type { AccountFacts } from '../../../shared/model/mailbox.ts';
import { foldName, isInbox } from './fold-name.ts';

/** Longest part of a plain name; a server that refuses a name may do so for its length. */
const LONGEST = 60;

/**
 * The same name in what every server takes: letters and digits of ASCII, `-`, `_` and single spaces. For the moment when a server refuses
 * a name that the plan thought it would take. The same name gives the same answer always.
 * @param taken names that belong to others
 */
export function plainName(name: string, namespace: AccountFacts['namespace'], taken: readonly string[]): string {
  const { prefix, delimiter } = namespace;
  const below = prefix !== '' && name.startsWith(prefix) ? prefix : '';
  const rest = name.slice(below.length);
  const parts = delimiter === null || delimiter === '' ? [rest] : rest.split(delimiter);
  const plain = parts.map((part, level) => (level === 0 && isInbox(part) ? part : plainPart(part)));
  const wish = below + plain.join(delimiter ?? '');
  const keys = new Set(taken.map(foldName));
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? wish : `${wish}-${String(number)}`;
    if (!keys.has(foldName(candidate))) return candidate;
  }
}

/** Accents go first, so that words stay words; a part without a letter left is called by a hash of what it was. */
function plainPart(part: string): string {
  const ascii = part.normalize('NFKD').replaceAll(/\p{Mark}/gu, '');
  const plain = ascii
    .replaceAll(/[^A-Za-z0-9 _-]+/g, '_')
    .replaceAll(/ {2,}/g, ' ')
    .slice(0, LONGEST)
    .trim();
  if (/[A-Za-z0-9]/.test(plain)) return plain;
  return `Folder-${createHash('sha256').update(part).digest('hex').slice(0, 8)}`;
}
