// Sequence sets (RFC 9051 9, `sequence-set`) and UID sets (RFC 4315, `uid-set`) as text.

/** Numbers from `first` to `last`. With `*`, the mailbox's highest number is meant, even when that is below `first`. */
export interface SequenceRange {
  readonly first: number;
  readonly last: number | '*';
}

/** Numbers are unsigned 32-bit and not zero (RFC 9051 9, `nz-number`). */
const HIGHEST = 4_294_967_295;
/** What a peer may make us hold: a set longer than this is refused rather than parsed. */
const LONGEST_TEXT = 1_000_000;

/**
 * Writes ascending numbers with as few characters as a set allows: 1,2,3,5 becomes `1:3,5`.
 * Repeated numbers are written once. An empty list gives an empty text, which is no valid set: ask before sending.
 */
export function formatSequenceSet(uids: readonly number[]): string {
  return rangesOf(uids).join(',');
}

/**
 * Like {@link formatSequenceSet}, cut into sets of at most `maxCharacters` each, so that a command line stays within
 * what servers read (RFC 7162 4: 8,192 octets). One range (at most 21 characters) is never cut.
 */
export function splitSequenceSets(uids: readonly number[], maxCharacters: number): string[] {
  const sets: string[] = [];
  let set = '';
  for (const range of rangesOf(uids)) {
    if (set !== '' && set.length + 1 + range.length > maxCharacters) {
      sets.push(set);
      set = '';
    }
    set = set === '' ? range : `${set},${range}`;
  }
  return set === '' ? sets : [...sets, set];
}

/**
 * Reads a sequence set from a peer. `9:7` is 7 to 9, `*` alone is the highest number, as the RFC has it.
 * @returns null when it is not one: empty, zero, over 32 bits, anything else than digits, `:`, `,` and `*`, or absurdly long.
 */
export function parseSequenceSet(text: string): readonly SequenceRange[] | null {
  if (text.length > LONGEST_TEXT) return null;
  const ranges: SequenceRange[] = [];
  for (const item of text.split(',')) {
    const range = parseRange(item);
    if (range === null) return null;
    ranges.push(range);
  }
  return ranges;
}

/**
 * The UIDs of an APPENDUID or COPYUID set, in the set's order; within a range ascending, since RFC 4315 gives `9:7` no other sense.
 * @param max how many UIDs can be meant at most, so that a peer's `1:4294967295` costs nothing
 * @returns null when the text is no UID set, has a `*`, or holds more than `max`
 */
export function expandUidSet(text: string, max: number): number[] | null {
  const ranges = parseSequenceSet(text);
  if (ranges === null) return null;
  const uids: number[] = [];
  for (const { first, last } of ranges) {
    if (last === '*' || last - first >= max - uids.length) return null;
    for (let uid = first; uid <= last; uid += 1) uids.push(uid);
  }
  return uids;
}

function rangesOf(uids: readonly number[]): string[] {
  const ranges: string[] = [];
  let first: number | null = null;
  let last = 0;
  for (const uid of uids) {
    if (first !== null && uid >= last && uid <= last + 1) {
      last = uid;
      continue;
    }
    if (first !== null) ranges.push(formatRange(first, last));
    first = uid;
    last = uid;
  }
  return first === null ? ranges : [...ranges, formatRange(first, last)];
}

function formatRange(first: number, last: number): string {
  return first === last ? String(first) : `${String(first)}:${String(last)}`;
}

function parseRange(item: string): SequenceRange | null {
  const [left = '', right = left, ...rest] = item.split(':');
  const from = parseNumber(left);
  const to = parseNumber(right);
  if (rest.length > 0 || from === null || to === null) return null;
  if (from === '*') return { first: to === '*' ? HIGHEST : to, last: '*' };
  if (to === '*') return { first: from, last: '*' };
  return { first: Math.min(from, to), last: Math.max(from, to) };
}

function parseNumber(text: string): number | '*' | null {
  if (text === '*') return text;
  if (!/^[1-9][0-9]{0,9}$/.test(text)) return null;
  const value = Number(text);
  return value <= HIGHEST ? value : null;
}
