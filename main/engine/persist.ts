import { AskedToRest } from './asked-to-rest.ts';
import type { Connections } from './connections.ts';
import { MailError } from './mail-error.ts';
import type { Pauses } from './pauses.ts';
import type { BudgetedOptions, Sessions } from './run.ts';
import { MOST_RESTS } from './rests.ts';
import { asksForRest } from './asks-for-rest.ts';
import { noteRefusal, waitToRetry } from './wait-to-retry.ts';

/** What is tried until it is done. */
export interface Task<Result> {
  work(sessions: Sessions): Promise<Result>;
  /** Whether trying again may help. @param failures in a row, this one included */
  isPassing(error: MailError, failures: number): boolean;
  /** Grows with every step that need not be repeated: failures with one between them are not in a row. */
  steps?(): number;
}

/**
 * Does something that needs both accounts, over as many connections as it takes: as long as there are steps forward, and then as often as the
 * settings say. Rejects with the last MailError.
 */
export async function persist<Result>(
  {
    options,
    connections,
    pauses,
  }: {
    readonly options: BudgetedOptions;
    readonly connections: Connections;
    readonly pauses: Pauses;
  },
  task: Task<Result>,
): Promise<Result> {
  const { settings, signal, budgets } = options;
  let [failures, rests, before] = [0, 0, task.steps?.() ?? 0];
  for (;;) {
    try {
      return await task.work(await connections.get());
    } catch (error) {
      if (error instanceof AskedToRest) await connections.release();
      else connections.drop();
      signal.throwIfAborted();
      if (error instanceof AskedToRest) continue;
      if (!(error instanceof MailError)) throw error;
      const steps = task.steps?.() ?? 0;
      if (steps > before) [failures, rests, before] = [0, 0, steps];
      if (asksForRest(error.facts)) rests += 1;
      else failures += 1;
      if (!task.isPassing(error, failures)) throw error;
      if (failures > settings.attempts || rests > MOST_RESTS || budgets.rests.isInVain(error)) {
        noteRefusal(options, error, failures);
        throw error;
      }
      await waitToRetry(options, pauses, error, Math.max(1, failures));
    }
  }
}
