import { createHash } from 'node:crypto';
import type { RenameReason } from '../../../shared/model/plan.ts';
import { encodeModifiedUtf7 } from '../../../shared/modified-utf7.ts';
import { isInbox } from './fold-name.ts';
import type { NameLimits } from './name-limits.ts';

/** One component as the destination can hold it, and why it is not as it was. */
export interface FittedName {
  readonly name: string;
  readonly reasons: readonly RenameReason[];
}

/** What a destination asks of a component. */
export interface NameRules {
  readonly delimiter: string | null;
  readonly limits: NameLimits;
}

/** Control characters and line separators, which no name may have (RFC 9051 5.1, RFC 5198), and what no charset carries. */
const NEVER = /[\p{Cc}\u2028\u2029\p{Surrogate}]/gu;
/** Runs of them with what joins them, so that one picture becomes one character. */
const BEYOND_BMP = /[\u{10000}-\u{10ffff}](?:[\u{10000}-\u{10ffff}\u200d\ufe0f])*/gu;
/** What means the folder itself, or the one above it, where mailboxes are folders. */
const ANOTHER_FOLDER = /^\.\.?$/;
const WHITE_ENDS = /^[\s\u0085]+|[\s\u0085]+$/gu;

/**
 * Bytes of a name on the wire: in modified UTF-7 or, where that is longer, in UTF-8, since servers store one or the other.
 */
export function wireLength(name: string): number {
  return Math.max(encodeModifiedUtf7(name).length, new TextEncoder().encode(name).length);
}

/**
 * Makes a component of a source name one that the destination can hold. The same component gives the same answer always, and an answer
 * fitted again stays as it is. Different components may give one answer; the caller keeps them apart.
 */
export function fitComponent(component: string, atTop: boolean, rules: NameRules): FittedName {
  const { delimiter, limits } = rules;
  const substitutes = substitutesFor(delimiter);
  const reasons: RenameReason[] = [];
  let name = component.normalize('NFC');
  const apply = (reason: RenameReason, next: string): void => {
    if (next !== name) reasons.push(reason);
    name = next;
  };
  if (delimiter !== null && delimiter !== '') {
    apply('delimiter-in-name', withoutDelimiter(name, delimiter, substitutes.hyphen));
  }
  apply('reserved-characters', withoutForbidden(name, atTop, limits, substitutes));
  if (isReserved(name, atTop, limits)) apply('reserved-name', name + substitutes.underscore);
  apply('too-long', shorten(name, component, limits.maxComponentBytes));
  return { name, reasons };
}

/**
 * Cuts a name to `maxBytes` on the wire and marks it with a hash of what it was, so that two long names with one beginning stay two.
 * @param original what to hash; the whole source name where that tells more than the component
 */
export function shorten(name: string, original: string, maxBytes: number): string {
  if (name.length <= maxBytes && wireLength(name) <= maxBytes) return name;
  const mark = `~${createHash('sha256').update(original).digest('hex').slice(0, 8)}`;
  return cutToFit(name, maxBytes, mark);
}

/** As much of a name's beginning as leaves room for the ending, in whole characters. */
export function cutToFit(name: string, maxBytes: number, ending: string): string {
  // No character takes less than a byte: this bounds the work on names of any length.
  const characters = [...name.slice(0, maxBytes)].filter((character) => !/\p{Surrogate}/u.test(character));
  let cut = characters.join('');
  while (characters.length > 0 && wireLength(cut + ending) > maxBytes) {
    characters.pop();
    cut = characters.join('').replace(WHITE_ENDS, '');
  }
  return (cut + ending).normalize('NFC');
}

/** What stands in for what cannot stand: never the delimiter itself. */
interface Substitutes {
  readonly hyphen: string;
  readonly underscore: string;
}

function substitutesFor(delimiter: string | null): Substitutes {
  return { hyphen: delimiter === '-' ? '_' : '-', underscore: delimiter === '_' ? '-' : '_' };
}

/** `/` and `.` between words read best as a hyphen; a run of them (`Some Stuff...`) as one. */
function withoutDelimiter(name: string, delimiter: string, hyphen: string): string {
  const parts = name.split(delimiter);
  return parts.filter((part, index) => part !== '' || index === 0 || index === parts.length - 1).join(hyphen);
}

function withoutForbidden(
  name: string,
  atTop: boolean,
  limits: NameLimits,
  { hyphen, underscore }: Substitutes,
): string {
  const { forbidden, asciiOnly, bmpOnly, cutsSpaces } = limits;
  const within = asciiOnly ? inAscii(name, underscore) : bmpOnly ? name.replace(BEYOND_BMP, underscore) : name;
  const plain = [...within.replace(NEVER, underscore)]
    .map((character) => (forbidden.includes(character) ? (/[./]/.test(character) ? hyphen : underscore) : character))
    .join('');
  const first = limits.forbiddenFirst + (atTop ? limits.forbiddenFirstAtTop : '');
  const begun = (cutsSpaces ? plain.replace(WHITE_ENDS, '') : plain)
    .replace(/^./u, (character) => (first.includes(character) ? underscore : character))
    .replace(ANOTHER_FOLDER, (dots) => underscore.repeat(dots.length));
  return begun === '' ? underscore : begun.normalize('NFC');
}

/** Latin letters without their accents; what has no ASCII letter below is one underscore for each run. */
function inAscii(name: string, underscore: string): string {
  const bare = name.normalize('NFKD').replace(/\p{Mn}/gu, '');
  return bare.replace(/[^\x20-\x7e]+/gu, underscore);
}

function isReserved(name: string, atTop: boolean, limits: NameLimits): boolean {
  return limits.reserved.includes(name) || (atTop && (isInbox(name) || limits.reservedAtTop.includes(name)));
}
