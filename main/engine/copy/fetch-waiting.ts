import { splitSequenceSets } from '../../../shared/sequence-set.ts';
import type { BudgetHold } from '../budget-hold.ts';
import type { JournalMessage } from '../journal-port.ts';
import { fetchIsolated } from '../isolate.ts';
import { mailboxReplaced } from '../mailbox-replaced.ts';
import { mailboxToRead } from '../mailbox-to-read.ts';
import type { SourceSession } from '../ports.ts';
import type { Run } from '../run.ts';
import { recordFailure } from './append-batch.ts';
import type { Caution } from './caution.ts';
import { headerLinesOf } from './header-lines-of.ts';
import { politely } from './read-bodies.ts';
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
 * expunged messages are skipped, unreadable ones recorded as failed, or left waiting for a fresh connection ({@link Caution.unread}). Rejects with BudgetSpent when a daily budget has no room for more.
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
  await handOverKept(fetching, wanted);
  if (wanted.size === 0) return;
  await fetchWanted(fetching, wanted);
  if (wanted.size > 0) await explainMissing(fetching, [...wanted.values()]);
}

/** What an attempt before has fetched and could not send comes first; what is kept beyond a message that must be fetched would stand in its way. */
async function handOverKept({ run, pairId, onMessage }: Fetching, wanted: Map<number, JournalMessage>): Promise<void> {
  const { bodies } = run.headways.of(pairId);
  const { sourceUidValidity } = run.journal.pair(pairId);
  for (const [uid, row] of [...wanted]) {
    const body = bodies.take(sourceUidValidity, uid);
    if (!body) return bodies.drop();
    wanted.delete(uid);
    await onMessage(row, body);
  }
}

/** Asks for messages, and takes those that come out of `wanted`, and those that are refused one by one. */
async function fetchWanted(fetching: Fetching, wanted: Map<number, JournalMessage>): Promise<void> {
  const ranges = [...wanted.keys()].map((uid) => ({ first: uid, last: uid }));
  await fetchIsolated(ranges, {
    fetch: async (some) => {
      const uids = some.map(({ first }) => first).filter((uid) => wanted.has(uid));
      if (uids.length > 0) fetching.caution.asking(uids);
      const came = await politely(fetching.caution, () => fetchInto(fetching, uids, wanted));
      fetching.caution.answered();
      return came;
    },
    onUnreadable: async (uid, { facts }) => {
      wanted.delete(uid);
      await recordUnreadable(fetching, uid, facts.serverText ?? null);
    },
  });
}

/** @returns how many came */
async function fetchInto(
  fetching: Fetching,
  uids: readonly number[],
  wanted: Map<number, JournalMessage>,
): Promise<number> {
  let came = 0;
  for (const set of splitSequenceSets(uids, MAX_SET)) {
    await fetching.session.fetchBodies(set, async (uid, body) => {
      fetching.signal.throwIfAborted();
      const row = wanted.get(uid);
      // Servers may send a message twice or one never asked for.
      if (!row) return;
      wanted.delete(uid);
      came += 1;
      await fetching.onMessage(row, body);
    });
  }
  return came;
}

async function recordUnreadable(
  { run, pairId, session }: Fetching,
  uid: number,
  serverText: string | null,
): Promise<void> {
  const lines = await headerLinesOf(session, uid);
  recordFailure(run, pairId, uid, { kind: 'unreadable-at-source', serverText, side: 'source', ...lines });
}

/**
 * Messages the server kept silent about. The mailbox is opened anew and they are looked up: only what is no longer listed is gone (expunged
 * meanwhile, or never there: iCloud lists such). What is still listed is asked for once more, alone, and then in two parts; what does
 * not come even so is left for a fresh connection, and recorded when that changes nothing.
 */
async function explainMissing(fetching: Fetching, rows: readonly JournalMessage[]): Promise<void> {
  const { run, pairId, session, caution } = fetching;
  const pair = run.journal.pair(pairId);
  const { uidValidity } = await session.open(mailboxToRead(pair));
  if (uidValidity !== pair.sourceUidValidity) throw mailboxReplaced();
  const missing = new Map(rows.map((row) => [row.uid, row]));
  const listed = await stillListed(fetching, [...missing.keys()]);
  const isListed = new Set(listed);
  const gone = [...missing.keys()].filter((uid) => !isListed.has(uid));
  run.journal.markSkipped(pairId, gone, 'gone-at-source');
  for (const uid of listed) {
    const row = missing.get(uid);
    if (!row) continue;
    const alone = new Map([[uid, row]]);
    await fetchWanted(fetching, alone);
    if (alone.size === 0) continue;
    const body = await session.fetchInParts(uid);
    if (body) await fetching.onMessage(row, body);
    else if (caution.triedAfresh) await recordUnreadable(fetching, uid, null);
    else caution.unread.add(uid);
  }
}

/** Which of these UIDs the mailbox lists; ascending. */
async function stillListed({ session }: Fetching, uids: readonly number[]): Promise<readonly number[]> {
  const listed = new Set<number>();
  await fetchIsolated(
    uids.map((uid) => ({ first: uid, last: uid })),
    {
      fetch: async (ranges) => {
        const before = listed.size;
        const some = ranges.map(({ first }) => first);
        for (const set of splitSequenceSets(some, MAX_SET))
          await session.fetchIndex(set, false, ({ uid }) => void listed.add(uid));
        return listed.size - before;
      },
      // Refused, and so not gone.
      onUnreadable: (uid) => void listed.add(uid),
    },
  );
  return [...listed].toSorted((one, other) => one - other);
}
