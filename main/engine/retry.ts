import { assertNever } from '../../shared/assert-never.ts';
import type { PauseReason } from '../../shared/model/migration-event.ts';
import type { MailErrorFacts } from './mail-error.ts';
import type { MigrationSettings } from './settings.ts';

const LONGEST_PAUSE = 60_000;
/** No provider is known to shut an account out for longer. */
const LONGEST_REST = 86_400_000;

/**
 * How long to wait before the next attempt, in milliseconds: doubling from `first`, at most a minute, with jitter so that several
 * connections do not come back at the same moment; never less than what the server asked for.
 * @param attempt 1 for the first pause
 * @param random in [0, 1)
 */
export function pauseBefore(attempt: number, first: number, facts: MailErrorFacts, random: number): number {
  const doubling = Math.min(LONGEST_PAUSE, first * 2 ** Math.min(attempt - 1, 16));
  return Math.max(facts.retryAfterMs ?? 0, Math.round(doubling * (0.5 + random / 2)));
}

/**
 * How long to leave a server alone that asked for patience and did not say how long, in milliseconds: as long as its provider is known to
 * want, doubling, at most a day. 0 where nothing is known.
 * @param attempt 1 for the first pause
 */
export function throttleRest(attempt: number, facts: MailErrorFacts, limits: MigrationSettings['limits']): number {
  if (facts.kind !== 'throttled' || facts.retryAfterMs !== undefined || facts.side === undefined) return 0;
  return Math.min(LONGEST_REST, (limits[facts.side].throttleRestMs ?? 0) * 2 ** Math.min(attempt - 1, 16));
}

/** What to call a pause after an error. */
export function pauseReason(facts: MailErrorFacts): PauseReason {
  switch (facts.kind) {
    case 'sign-in-refused':
      return 'sign-in-again';
    case 'over-quota':
      return 'destination-full';
    case 'throttled':
    case 'limit':
    case 'unavailable':
    case 'too-many-connections':
      return 'throttled';
    case 'host-unknown':
    case 'connection-refused':
    case 'offline':
    case 'tls-not-offered':
    case 'tls-failed':
    case 'certificate':
    case 'not-imap':
    case 'preauth':
      return 'offline';
    case 'connection-lost':
    case 'silence':
    case 'bye':
    case 'too-big':
    case 'no-such-mailbox':
    case 'already-exists':
    case 'no-permission':
    case 'name-refused':
    case 'message-refused':
    case 'refused':
    case 'protocol':
    case 'too-many-mailboxes':
      return 'interrupted';
    default:
      return assertNever(facts.kind);
  }
}
