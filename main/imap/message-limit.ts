import { parseSequenceSet } from '../../shared/sequence-set.ts';

/** How many messages a server works on in one command (`MESSAGELIMIT=n`, RFC 9738); null where it tells none. */
export function messageLimit(capabilities: ReadonlySet<string>): number | null {
  for (const capability of capabilities) {
    const digits = /^MESSAGELIMIT=([1-9][0-9]{0,9})$/.exec(capability)?.[1];
    if (digits !== undefined) return Number(digits);
  }
  return null;
}

/**
 * Cuts a UID set into sets that name `most` UIDs at most, in its order, so that no answer is partial and messages come in order.
 * @param uids a sequence set; with `*` nobody knows how many it names, and it stays whole
 */
export function splitByCount(uids: string, most: number): readonly string[] {
  const ranges = parseSequenceSet(uids) ?? [];
  const sets: string[][] = [];
  let room = 0;
  for (const { first, last } of ranges) {
    if (last === '*') return [uids];
    for (let from = first; from <= last;) {
      if (room === 0) {
        sets.push([]);
        room = most;
      }
      const to = Math.min(last, from + room - 1);
      sets.at(-1)?.push(range(from, to));
      room -= to - from + 1;
      from = to + 1;
    }
  }
  return sets.map((set) => set.join(','));
}

/**
 * What is left of a UID set whose messages from `lowest` to `highest` were answered. Servers answer from the newest down (RFC 9738 3.1), but
 * nothing is lost where one begins at the other end.
 */
export function leftOf(uids: string, lowest: number, highest: number): readonly string[] {
  const ranges = parseSequenceSet(uids) ?? [];
  const above = ranges.flatMap(({ first, last }) =>
    last === '*' ? [`${String(Math.max(first, highest + 1))}:*`] : clip(Math.max(first, highest + 1), last),
  );
  const below = ranges.flatMap(({ first, last }) =>
    clip(first, last === '*' ? lowest - 1 : Math.min(last, lowest - 1)),
  );
  return [above, below].filter((set) => set.length > 0).map((set) => set.join(','));
}

function clip(first: number, last: number): string[] {
  return first <= last ? [range(first, last)] : [];
}

function range(first: number, last: number): string {
  return first === last ? String(first) : `${String(first)}:${String(last)}`;
}
