import { canHaveBeen } from './believable.ts';
import type { Clock } from './ports.ts';

/** A timer stands still while the computer sleeps, and clocks are set: so the clock is looked at now and then. */
export const LOOK_MS = 300_000;

/**
 * Waits until a moment. A clock that is set back meanwhile ends it: nobody knows how long it still was. Rejects with the signal's reason.
 * @param until milliseconds since 1970
 */
export async function waitUntil(clock: Clock, until: number, signal: AbortSignal): Promise<void> {
  for (let now = clock.now(); now < until;) {
    await clock.sleep(Math.min(until - now, LOOK_MS), signal);
    if (!canHaveBeen(now, clock.now())) return;
    now = clock.now();
  }
}
