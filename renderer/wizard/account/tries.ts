import type { AccountAddressInput } from '../../../shared/ipc/account-view.ts';
import { accountKey } from '../../../shared/model/account.ts';

/** Refusals in a row before a pause: providers lock accounts after more. */
const mostTries = 3;
/** How long the pause is, in milliseconds. */
const pauseMs = 5 * 60_000;

interface Tries {
  readonly count: number;
  readonly lastAt: number;
}

// As memory.ts: outlives the screen, so that leaving it is no way round the pause.
const tries = new Map<string, Tries>();

/** A sign-in was turned down. */
export function countRefusal(address: AccountAddressInput, now: number): void {
  const key = accountKey(address);
  const before = tries.get(key);
  // After a pause the count begins anew.
  const count = before && before.count < mostTries ? before.count : 0;
  tries.set(key, { count: count + 1, lastAt: now });
}

/** A sign-in worked. */
export function forgetRefusals(address: AccountAddressInput): void {
  tries.delete(accountKey(address));
}

/** When the account may be tried again, in milliseconds since 1970; null: now. */
export function pausedUntil(address: AccountAddressInput, now: number): number | null {
  const known = tries.get(accountKey(address));
  if (!known || known.count < mostTries) return null;
  const until = known.lastAt + pauseMs;
  return until > now ? until : null;
}
