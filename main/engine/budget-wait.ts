import type { BudgetSpent } from './budget-spent.ts';
import type { Connections } from './connections.ts';
import { KEPT_OPEN_MS } from './rests.ts';
import type { Run } from './run.ts';

/** A timer stands still while the computer sleeps, so the clock is looked at now and then. */
const LOOK_MS = 300_000;

/** Waits until an account may give or take more. Rejects with the signal's reason. */
export async function waitForBudget(
  run: Pick<Run, 'clock' | 'signal' | 'budgets'>,
  connections: Connections,
  spent: BudgetSpent,
): Promise<void> {
  const { clock, signal, budgets } = run;
  const end = budgets.beginWait(spent);
  try {
    if (spent.until - clock.now() > KEPT_OPEN_MS) await connections.release();
    budgets.write();
    for (let ms = spent.until - clock.now(); ms > 0; ms = spent.until - clock.now()) {
      await clock.sleep(Math.min(ms, LOOK_MS), signal);
    }
  } finally {
    end();
  }
}
