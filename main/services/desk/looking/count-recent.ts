import type { MigrationPlan } from '../../../../shared/model/plan.ts';
import { MailError } from '../../../engine/mail-error.ts';
import type { Clock, SourceSession } from '../../../engine/ports.ts';

/** How many recent messages some mailboxes of the old account have, by name; the others were not asked about. */
export type RecentCounts = ReadonlyMap<string, number>;

/** Longer than this nobody should wait for a number that is nice to have. */
const LONGEST_MS = 4_000;

/** Which messages to count, and how to know when it takes too long. */
export interface RecentQuestion {
  /** Received on this day or later; milliseconds since 1970. */
  readonly since: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Asks how many messages of the planned mailboxes are recent, the largest mailboxes first, for some seconds. The last use of a session:
 * it may be left in the middle of a command. Reads only. Rejects with the signal's reason.
 */
export async function countRecent(
  source: SourceSession,
  plan: Pick<MigrationPlan, 'pairs' | 'labels'>,
  { since, clock, signal }: RecentQuestion,
): Promise<RecentCounts> {
  const counts = new Map<string, number>();
  const enough = new AbortController();
  const ask = async (): Promise<void> => {
    for (const { name, messages } of mailboxesRead(plan)) {
      if (enough.signal.aborted) return;
      const count = messages === 0 ? 0 : await countIn(source, name, since);
      if (count !== null) counts.set(name, count);
    }
  };
  const asking = ask().catch((error: unknown) => {
    // A server that does not like the question: then the number is not known.
    if (!(error instanceof MailError)) throw error;
  });
  const tooLong = clock.sleep(LONGEST_MS, AbortSignal.any([signal, enough.signal])).catch(() => undefined);
  await Promise.race([asking, tooLong]);
  enough.abort();
  signal.throwIfAborted();
  return new Map(counts);
}

async function countIn(source: SourceSession, name: string, since: number): Promise<number | null> {
  const { exists } = await source.open(name);
  return exists === 0 ? 0 : source.countSince(since);
}

/** A mailbox whose messages are downloaded, as far as STATUS tells. */
export interface MailboxRead {
  readonly name: string;
  readonly messages: number;
  readonly bytes: number | null;
}

/** The mailboxes that a plan reads, each once, the largest first. Of labels, the one that lists every message. */
export function mailboxesRead({ pairs, labels }: Pick<MigrationPlan, 'pairs' | 'labels'>): readonly MailboxRead[] {
  const own = pairs
    .filter(({ readsFrom }) => !labels || readsFrom == null)
    .map(({ source, messages, bytes }) => ({ name: source, messages, bytes }));
  const shared = labels ? [{ name: labels.allMail, messages: labels.messages, bytes: labels.bytes }] : [];
  return [...shared, ...own].toSorted((one, other) => other.messages - one.messages);
}
