import { asksForRest } from './asks-for-rest.ts';
import type { MailError } from './mail-error.ts';
import type { Pauses } from './pauses.ts';
import { pauseBefore, pauseReason } from './retry.ts';
import type { BudgetedOptions } from './run.ts';
import { waitUntil } from './wait-until.ts';

type Waiting = Pick<BudgetedOptions, 'clock' | 'settings' | 'signal' | 'budgets'>;

/**
 * Waits before the next attempt, and tells: but not of the moment after a session has ended, which providers see to after an hour or a day,
 * and networks now and then. Of what goes on with the next connection nobody need hear. A rest that the server asked for is kept by who
 * connects next. Rejects with the signal's reason.
 * @param attempt 1 for the first pause
 */
export async function waitToRetry(options: Waiting, pauses: Pauses, error: MailError, attempt: number): Promise<void> {
  const { clock, signal } = options;
  const until = noteRefusal(options, error, attempt);
  if (asksForRest(error.facts)) return;
  const isNothing = attempt === 1 && error.facts.when === 'now';
  const end = isNothing ? null : pauses.begin(pauseReason(error.facts), error.facts, until);
  try {
    await waitUntil(clock, until, signal);
  } finally {
    end?.();
  }
}

/**
 * Remembers that a server asked for patience, if that is what the error says: also the one that ends a run, so that the next does not knock
 * too early.
 * @returns when to try again; milliseconds since 1970
 */
export function noteRefusal(
  { clock, settings, budgets }: Omit<Waiting, 'signal'>,
  error: MailError,
  attempt: number,
): number {
  const { rests, throttles } = budgets;
  const { facts } = error;
  if (facts.side !== undefined && asksForRest(facts)) return rests.note(error);
  const rest = facts.side === undefined ? 0 : rests.until(facts.side, 'look');
  // Whole milliseconds, as it is kept: a wait must not end before what is kept of it.
  const usual = clock.now() + pauseBefore(attempt, settings.retryMs, facts, Math.random());
  const until = Math.ceil(Math.max(rest, usual));
  throttles.refused(facts, until);
  return until;
}
