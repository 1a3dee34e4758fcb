import { parseSequenceSet } from '../../shared/sequence-set.ts';
import type { UidSet } from './uid-set.ts';

/**
 * What of a sequence set is still to be asked for, when an answer ended before its time. Servers tell UIDs ascending: then it is what lies
 * above the highest that came; where one does not, it is everything.
 * @returns an empty text when nothing is left
 */
export function leftOfSet(set: string, came: UidSet): string {
  if (came.size === 0 || !came.isAscending) return set;
  return (parseSequenceSet(set) ?? [])
    .flatMap(({ first, last }) => {
      const from = Math.max(first, came.highest + 1);
      if (last === '*') return [`${String(from)}:*`];
      if (from > last) return [];
      return [from === last ? String(from) : `${String(from)}:${String(last)}`];
    })
    .join(',');
}
