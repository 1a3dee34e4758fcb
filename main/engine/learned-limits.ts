import type { Direction, Refusal } from './account-ledger.ts';
import { canHaveBeen } from './believable.ts';
import { LONGEST_REST } from './retry.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Below what was refused: nobody counts as the provider does. */
const BELOW = 0.95;
/** A lower budget than this part of the stated one is never learned: then something else was the reason. */
const FLOOR = 0.1;
/** How long a learned budget holds, and in how much more time it rises back to the stated one. */
const HOLDS_MS = DAY_MS;
const FADES_MS = 4 * DAY_MS;
/** After so long one more connection than were open when one was refused may be tried. */
const ONE_MORE_AFTER_MS = 6 * HOUR_MS;

/** Refusals older than this teach nothing any more. */
export const LEARNED_FOR_MS = HOLDS_MS + FADES_MS;

/** What a clock cannot have made up: nothing in the future, and no rest longer than any provider wants. */
function believed(refusals: readonly Refusal[], now: number): readonly Refusal[] {
  return refusals
    .filter(({ at }) => canHaveBeen(at, now))
    .map((refusal) => ({ ...refusal, until: Math.min(refusal.until, refusal.at + LONGEST_REST, now + LONGEST_REST) }));
}

/**
 * Until when an account asked to be left alone; null when it may be asked now. Milliseconds since 1970.
 * @param refusals of the account, oldest first
 */
export function restUntil(refusals: readonly Refusal[], now: number): number | null {
  const ends = believed(refusals, now)
    .filter(({ kind, wentOnAt }) => kind !== 'connections' && wentOnAt === null)
    .map(({ until }) => until);
  const last = Math.max(0, ...ends);
  return last > now ? last : null;
}

/** Until when an account asked for no new connection; null when one may be tried. Milliseconds since 1970. @param refusals of the account */
export function connectUntil(refusals: readonly Refusal[], now: number): number | null {
  const ends = believed(refusals, now)
    .filter(({ kind, wentOnAt }) => kind === 'connections' && wentOnAt === null)
    .map(({ until }) => until);
  const last = Math.max(0, ...ends);
  return last > now ? last : null;
}

/**
 * How often in a row an account asked for patience, or wanted no connection, without saying for how long; after a day of being left alone it
 * begins anew.
 */
export function refusedInARow(
  refusals: readonly Refusal[],
  now: number,
  of: 'amount' | 'connections' = 'amount',
): number {
  return believed(refusals, now).filter(
    ({ kind, wentOnAt, until }) => kind === of && wentOnAt === null && now - until < DAY_MS,
  ).length;
}

/**
 * A budget for any 24 hours, after what was refused: a little less than had travelled when it was, at least a tenth of the stated one. It
 * holds for a day, then rises again to the stated one in four days, since other devices may have had the rest that day.
 * @param stated bytes; null where nobody knows of a limit, and then none is made up
 */
export function learnedBudget(
  stated: number | null,
  direction: Direction,
  refusals: readonly Refusal[],
  now: number,
): number | null {
  if (stated === null) return null;
  const learned = believed(refusals, now)
    .filter((refusal) => refusal.kind === 'amount' && refusal.direction === direction)
    .map(({ bytes, at }) => {
      const low = Math.min(stated, Math.max(stated * FLOOR, bytes * BELOW));
      const faded = Math.min(1, Math.max(0, now - at - HOLDS_MS) / FADES_MS);
      return low + (stated - low) * faded;
    });
  return Math.floor(Math.min(stated, ...learned));
}

/**
 * How many connections may be open at one time, after what was refused: as many as were open then, at least one; one more for every six
 * hours since. Null where nothing was refused.
 */
export function learnedConnections(refusals: readonly Refusal[], now: number): number | null {
  const ceilings = believed(refusals, now)
    .filter(({ kind, at }) => kind === 'connections' && now - at < LEARNED_FOR_MS)
    .map(({ connections, at }) => Math.max(1, connections) + Math.floor(Math.max(0, now - at) / ONE_MORE_AFTER_MS));
  return ceilings.length === 0 ? null : Math.min(...ceilings);
}
