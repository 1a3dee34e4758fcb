import type { MailError } from './mail-error.ts';
import type { Pauses } from './pauses.ts';
import { pauseBefore, pauseReason, throttleRest } from './retry.ts';
import type { EngineOptions } from './run.ts';

/**
 * Waits before the next attempt, and tells. Rejects with the signal's reason.
 * @param attempt 1 for the first pause
 */
export async function waitToRetry(
  { clock, settings, signal }: Pick<EngineOptions, 'clock' | 'settings' | 'signal'>,
  pauses: Pauses,
  error: MailError,
  attempt: number,
): Promise<void> {
  const usual = pauseBefore(attempt, settings.retryMs, error.facts, Math.random());
  const ms = Math.max(usual, throttleRest(attempt, error.facts, settings.limits));
  const end = pauses.begin(pauseReason(error.facts), error.facts, clock.now() + ms);
  try {
    await clock.sleep(ms, signal);
  } finally {
    end();
  }
}
