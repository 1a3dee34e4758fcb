import { lastBelieved } from '../../../engine/believable.ts';
import { accountKey, type AccountAddress } from '../../../../shared/model/account.ts';
import type { Side } from '../../../../shared/model/problem.ts';
import type { AccountLedger, Refusal } from '../../../engine/account-ledger.ts';
import { isPlea } from '../../../engine/asks-for-rest.ts';
import { connectUntil, refusedInARow, restUntil } from '../../../engine/learned-limits.ts';
import { MailError, type MailErrorFacts } from '../../../engine/mail-error.ts';
import { restFor } from '../../../engine/retry.ts';
import { defaultSettings, noLimits } from '../../../engine/settings.ts';
import { limitsOf } from '../../provider-limits.ts';
import type { DeskParts } from '../desk-parts.ts';

const DAY_MS = 86_400_000;

/** An account that somebody wants to look into, outside of a run. */
export interface Visited {
  readonly address: AccountAddress;
  readonly side: Side;
}

/**
 * Looks into an account, unless it asked to be left alone, by whatever run or look: each knock would make that longer. Remembers when it asks
 * now. Rejects as the visit does, or with a MailError that says until when.
 */
export async function visitPolitely<Result>(
  desk: Pick<DeskParts, 'book' | 'clock' | 'directory'>,
  { address, side }: Visited,
  visit: () => Promise<Result>,
): Promise<Result> {
  const { ledger } = desk.book.book;
  const account = accountKey(address);
  const now = desk.clock.now();
  const refusals = ledger.refusals(account);
  const until = Math.max(restUntil(refusals, now) ?? 0, connectUntil(refusals, now) ?? 0);
  if (until > now) throw resting(side, until - now);
  try {
    return await visit();
  } catch (error) {
    if (isPlea(error)) {
      const limits = { ...noLimits, ...limitsOf(desk.directory.byServer(address.host), side, 'password') };
      note(ledger, account, { facts: error.facts, side, limits, now: desk.clock.now() });
    }
    throw error;
  }
}

function resting(side: Side, retryAfterMs: number): MailError {
  return new MailError({ kind: 'throttled', when: 'later', wide: 'account', outcome: 'refused', side, retryAfterMs });
}

interface Noted {
  readonly facts: MailErrorFacts;
  readonly side: Side;
  readonly limits: typeof noLimits;
  readonly now: number;
}

function note(ledger: AccountLedger, account: string, { facts, side, limits, now }: Noted): void {
  const direction = side === 'source' ? 'down' : 'up';
  const kind = kindOf(facts);
  const of = kind === 'connections' ? 'connections' : 'amount';
  const inARow = refusedInARow(ledger.refusals(account), now, of) + 1;
  const settings = { retryMs: defaultSettings.retryMs, limits: { source: limits, destination: limits } };
  const until = Math.ceil(now + restFor(inARow, { ...facts, side }, settings, Math.random()));
  const bytes = ledger.trafficSince(account, direction, now - DAY_MS, lastBelieved(now));
  ledger.addRefusal(account, { kind, at: Math.round(now), direction, bytes, connections: 0, until, wentOnAt: null });
}

function kindOf({ kind, retryAfterMs }: MailErrorFacts): Refusal['kind'] {
  if (kind === 'too-many-connections') return 'connections';
  return kind === 'throttled' && retryAfterMs === undefined ? 'amount' : 'patience';
}
