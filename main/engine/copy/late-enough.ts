import { epochOf } from '../internal-date.ts';

/** The first instant that servers take which count from 1970 and have 0 mean "no date". */
const FIRST_DATE = '01-Jan-1970 00:00:01 +0000';

/** An INTERNALDATE as such servers take it: a date too early for them becomes their first, so that old mail does not turn up as today's. */
export function lateEnough(internalDate: string): string {
  const epoch = epochOf(internalDate);
  return epoch !== null && epoch < (epochOf(FIRST_DATE) ?? 0) ? FIRST_DATE : internalDate;
}
