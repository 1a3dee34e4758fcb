import { splitSequenceSets } from '../../../shared/sequence-set.ts';
import type { BudgetHold } from '../budget-hold.ts';
import type { JournalMessage } from '../journal-port.ts';
import { MailError } from '../mail-error.ts';
import { mailboxToRead } from '../mailbox-to-read.ts';
import type { SourceSession } from '../ports.ts';
import type { Run } from '../run.ts';
import { recordFailure } from './append-batch.ts';
import type { Caution } from './caution.ts';
import { waitingRows, type ChosenUids } from './waiting-rows.ts';

/** Characters of one UID FETCH: servers take at least 8,000 (RFC 9051 section 4 asks clients to stay below 8,192). */
const MAX_SET = 8_000;

/** Some of the waiting messages of a pair, by source UID. */
export interface Stretch {
  readonly after: number;
  readonly through: number;
  readonly except: ReadonlySet<number>;
}

/** What is needed to read the waiting messages of one mailbox. */
export interface Fetching {
  readonly run: Run;
  readonly pairId: number;
  readonly session: SourceSession;
  /** Says how many to ask for in one command: many, or one while we look for the message that breaks the connection. */
  readonly caution: Caution;
  /** Room in the daily budgets is taken here before anything is asked for. */
  readonly hold: BudgetHold;
  /** Called before each command; what it throws ends the reading there. */
  readonly beforeFetch: () => void;
  readonly signal: AbortSignal;
  /** Which of them; null: all. */
  readonly only: ChosenUids | null;
  /** Where among them; everywhere when missing. */
  readonly stretch?: Stretch | undefined;
  /** Called in ascending UID order; awaited. */
  readonly onMessage: (row: JournalMessage, body: Buffer) => Promise<void>;
}

/**
 * Reads every `waiting` message of a pair that is meant, ascending, with one UID FETCH for many. What the source does not give is settled here:
 * expunged messages are skipped, unreadable ones recorded as failed. Rejects with BudgetSpent when a daily budget has no room for more.
 */
export async function fetchWaiting(fetching: Fetching): Promise<void> {
  const { run, pairId, caution, only, stretch } = fetching;
  let after = stretch?.after ?? 0;
  for (;;) {
    fetching.signal.throwIfAborted();
    const rows = waitingRows(run.journal, pairId, { only, after, limit: caution.perFetch });
    const last = rows.at(-1);
    if (!last || (stretch && (rows[0]?.uid ?? 0) > stretch.through)) return;
    after = last.uid;
    const wanted = stretch ? rows.filter(({ uid }) => uid <= stretch.through && !stretch.except.has(uid)) : rows;
    if (wanted.length > 0) await fetchAdmitted(fetching, wanted);
  }
}

/** In as many steps as the daily budgets make of it. */
async function fetchAdmitted(fetching: Fetching, rows: readonly JournalMessage[]): Promise<void> {
  for (let at = 0; at < rows.length;) {
    fetching.beforeFetch();
    const left = rows.slice(at);
    const together = left.slice(0, fetching.run.ages.together(left));
    const admitted = together.slice(0, fetching.hold.admit(together));
    at += admitted.length;
    await fetchRows(fetching, admitted);
  }
}

async function fetchRows(fetching: Fetching, rows: readonly JournalMessage[]): Promise<void> {
  const wanted = new Map(rows.map((row) => [row.uid, row]));
  fetching.caution.asking([...wanted.keys()]);
  try {
    await fetchInto(fetching, wanted);
  } catch (error) {
    if (!isMessageRefusal(error)) throw error;
    return isolate(fetching, [...wanted.values()], error);
  }
  if (wanted.size > 0) await explainMissing(fetching, [...wanted.values()]);
}

/** Asks for messages, and takes those that come out of `wanted`. */
async function fetchInto(fetching: Fetching, wanted: Map<number, JournalMessage>): Promise<void> {
  for (const set of splitSequenceSets([...wanted.keys()], MAX_SET)) {
    await fetching.session.fetchBodies(set, async (uid, body) => {
      fetching.signal.throwIfAborted();
      const row = wanted.get(uid);
      // Servers may send a message twice or one never asked for.
      if (!row) return;
      wanted.delete(uid);
      await fetching.onMessage(row, body);
    });
  }
}

function isMessageRefusal(error: unknown): error is MailError {
  return error instanceof MailError && error.facts.outcome === 'refused' && error.facts.wide === 'message';
}

/** A FETCH was refused: halves what is left until the unreadable message stands alone. */
async function isolate(fetching: Fetching, rows: readonly JournalMessage[], error: MailError): Promise<void> {
  const [only] = rows;
  if (!only) return;
  if (rows.length === 1) {
    recordFailure(fetching.run, fetching.pairId, only.uid, {
      kind: 'unreadable-at-source',
      serverText: error.facts.serverText ?? null,
    });
    return;
  }
  const middle = Math.ceil(rows.length / 2);
  await fetchRows(fetching, rows.slice(0, middle));
  await fetchRows(fetching, rows.slice(middle));
}

/**
 * Messages the server kept silent about: expunged meanwhile, or listed although there is nothing behind (iCloud lists such). The mailbox
 * is opened anew, and they are asked for once more.
 */
async function explainMissing(fetching: Fetching, rows: readonly JournalMessage[]): Promise<void> {
  const { run, pairId, session } = fetching;
  const pair = run.journal.pair(pairId);
  const { uidValidity } = await session.open(mailboxToRead(pair));
  if (uidValidity !== pair.sourceUidValidity) throw replaced();
  const missing = new Map(rows.map((row) => [row.uid, row]));
  try {
    await fetchInto(fetching, missing);
  } catch (error) {
    if (!isMessageRefusal(error)) throw error;
    return isolate(fetching, [...missing.values()], error);
  }
  run.journal.markSkipped(pairId, [...missing.keys()], 'gone-at-source');
}

/** The rows mean other messages now, or none: the next attempt lists them anew. */
function replaced(): MailError {
  const serverText = 'UIDVALIDITY changed';
  return new MailError({ kind: 'protocol', when: 'now', wide: 'mailbox', outcome: 'unclear', serverText });
}
