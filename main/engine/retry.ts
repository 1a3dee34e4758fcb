import { assertNever } from '../../shared/assert-never.ts';
import type { PauseReason } from '../../shared/model/migration-event.ts';
import type { MailErrorFacts } from './mail-error.ts';
import type { MigrationSettings } from './settings.ts';

const LONGEST_PAUSE = 60_000;
/** No provider is known to shut an account out for longer. */
export const LONGEST_REST = 86_400_000;
/** Where nobody knows how long a provider shuts accounts out. */
const LONGEST_GUESS = 3_600_000;
/** Other devices may have the connections of an account that is not shut out: then some come free soon. */
const CONNECTIONS_REST = 60_000;

/**
 * How long to wait before the next attempt, in milliseconds: doubling from `first`, at most a minute, with jitter so that several
 * connections do not come back at the same moment; never less than what the server asked for.
 * @param attempt 1 for the first pause
 * @param random in [0, 1)
 */
export function pauseBefore(attempt: number, first: number, facts: MailErrorFacts, random: number): number {
  // What passes within seconds does not within half of one.
  const base = facts.kind === 'sign-in-refused' ? first * 6 : first;
  const doubling = Math.min(LONGEST_PAUSE, base * 2 ** Math.min(attempt - 1, 16));
  return Math.max(facts.retryAfterMs ?? 0, Math.round(doubling * (0.5 + random / 2)));
}

/**
 * How long to leave a server alone that asked for it, in milliseconds: as long as it says; else as long as its provider is known to want,
 * doubling, at most a day; else doubling from `retryMs`, with jitter.
 * @param inARow 1 for the first rest
 * @param random in [0, 1)
 */
export function restFor(
  inARow: number,
  facts: MailErrorFacts,
  { limits, retryMs }: Pick<MigrationSettings, 'limits' | 'retryMs'>,
  random: number,
): number {
  if (facts.retryAfterMs !== undefined) return facts.retryAfterMs;
  const known = facts.side === undefined ? null : (limits[facts.side].throttleRestMs ?? null);
  const times = 2 ** Math.min(inARow - 1, 16);
  if (known !== null && facts.kind === 'throttled') return Math.min(LONGEST_REST, known * times);
  if (known !== null && facts.kind === 'too-many-connections')
    return Math.min(LONGEST_REST, Math.min(known, CONNECTIONS_REST) * times);
  return Math.round(Math.min(LONGEST_GUESS, retryMs * times) * (0.5 + random / 2));
}

/** What to call a pause after an error. */
export function pauseReason(facts: Pick<MailErrorFacts, 'kind'>): PauseReason {
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
