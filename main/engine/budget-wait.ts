import type { BudgetSpent } from './budget-spent.ts';
import type { Connections } from './connections.ts';
import { KEPT_OPEN_MS } from './rests.ts';
import type { Run } from './run.ts';
import { waitUntil } from './wait-until.ts';

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
    await waitUntil(clock, spent.until, signal);
  } finally {
    end();
  }
}
