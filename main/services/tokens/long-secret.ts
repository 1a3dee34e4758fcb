import { createHash } from 'node:crypto';
import type { Keychain } from '../keychain-port.ts';

/**
 * A keychain item holds 2,500 bytes, and some refresh tokens are longer. Those lie in parts, under the item's name and that name with
 * `-2`, `-3`, `-4`; the first part tells how many there are and what they give together, so that parts of two tokens never mix.
 */
const longestPart = 2400;
const mostParts = 4;
const head = /^~parts:([2-4]):([0-9a-f]{32}):/u;

/** @returns null when there is none, or its parts do not belong together */
export async function readLongSecret(keychain: Keychain, item: string): Promise<string | null> {
  const first = await keychain.read(item);
  const found = first === null ? null : head.exec(first);
  if (first === null || !found) return first;
  const rest = await Promise.all(moreItems(item, Number(found[1])).map((name) => keychain.read(name)));
  const secret = [first.slice(found[0].length), ...rest.map((part) => part ?? '')].join('');
  return digest(secret) === found[2] ? secret : null;
}

/** @throws RangeError for what is longer than four items hold */
export async function writeLongSecret(keychain: Keychain, item: string, secret: string): Promise<void> {
  const before = await partsOf(keychain, item);
  const parts = split(secret);
  if (parts.length > mostParts) throw new RangeError('A secret of more than 9,600 bytes cannot be kept.');
  const names = moreItems(item, parts.length);
  // The first one last: until then the old one is there, or plainly broken.
  for (const [at, name] of names.entries()) await keychain.write(name, parts[at + 1] ?? '');
  const [first = ''] = parts;
  const isWhole = parts.length === 1 && !head.test(secret);
  await keychain.write(
    item,
    isWhole ? first : `~parts:${String(Math.max(2, parts.length))}:${digest(secret)}:${first}`,
  );
  for (const name of moreItems(item, before).slice(names.length)) await keychain.delete(name);
}

/** Afterwards no part is there. */
export async function deleteLongSecret(keychain: Keychain, item: string): Promise<void> {
  // A keychain that does not tell may hold any of them.
  const parts = await partsOf(keychain, item).catch(() => mostParts);
  for (const name of moreItems(item, parts)) await keychain.delete(name);
  await keychain.delete(item);
}

async function partsOf(keychain: Keychain, item: string): Promise<number> {
  const first = await keychain.read(item);
  return Number((first === null ? null : head.exec(first))?.[1] ?? 1);
}

function moreItems(item: string, parts: number): readonly string[] {
  return Array.from({ length: parts - 1 }, (_, at) => `${item}-${String(at + 2)}`);
}

/** By bytes, and not within a letter. */
function split(secret: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const letter of secret) {
    const more = Buffer.byteLength(letter);
    if (bytes + more > longestPart) {
      parts.push(part);
      [part, bytes] = ['', 0];
    }
    part += letter;
    bytes += more;
  }
  return [...parts, part];
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 32);
}
