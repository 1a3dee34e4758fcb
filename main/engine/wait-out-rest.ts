import type { Pauses } from './pauses.ts';
import type { BudgetedOptions } from './run.ts';

/** A timer stands still while the computer sleeps, so the clock is looked at now and then. */
const LOOK_MS = 300_000;

/**
 * Where an account asked, in an earlier run, to be left alone until a time that has not come yet, waits for it, and tells. Rejects with the
 * signal's reason.
 */
export async function waitOutRest(
  { clock, signal, budgets }: Pick<BudgetedOptions, 'clock' | 'signal' | 'budgets'>,
  pauses: Pauses,
): Promise<void> {
  for (const side of ['source', 'destination'] as const) {
    const until = budgets.throttles.restUntil(side);
    if (until === null) continue;
    const end = pauses.begin('throttled', { side }, until);
    try {
      for (let ms = until - clock.now(); ms > 0; ms = until - clock.now())
        await clock.sleep(Math.min(ms, LOOK_MS), signal);
    } finally {
      end();
    }
  }
}
