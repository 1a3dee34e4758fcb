import { splitSequenceSets } from '../../../shared/sequence-set.ts';
import type { BudgetHold } from '../budget-hold.ts';
import type { JournalMessage } from '../journal-port.ts';
import { fetchIsolated } from '../isolate.ts';
import { mailboxReplaced } from '../mailbox-replaced.ts';
import { mailboxToRead } from '../mailbox-to-read.ts';
import type { OctetSink, OpenSink, SourceSession } from '../ports.ts';
import type { Run } from '../run.ts';
import { recordFailure } from './append-batch.ts';
import { UnreadSoFar, type Caution } from './caution.ts';
import { headerLinesOf } from './header-lines-of.ts';
import { InOrder } from './in-order.ts';
import { politely } from './read-bodies.ts';
import { isSetAside } from './set-aside.ts';
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
  readonly beforeFetch: () => Promise<void>;
  readonly signal: AbortSignal;
  /** Which of them; null: all. */
  readonly only: ChosenUids | null;
  /** Where among them; everywhere when missing. */
  readonly stretch?: Stretch | undefined;
  /** Called in ascending UID order; awaited. */
  readonly onMessage: (row: JournalMessage, body: Buffer) => Promise<void>;
  /** The same for a large message, which comes in pieces. */
  readonly onLarge: (row: JournalMessage, length: number) => Promise<OctetSink>;
}

/**
 * Reads every `waiting` message of a pair that is meant, ascending, with one UID FETCH for many. What the source does not give is settled here:
 * expunged messages are skipped, unreadable ones recorded as failed, or asked for again on a fresh connection (UnreadSoFar). Rejects with BudgetSpent when a daily budget has no room for more.
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
    const wanted = rows.filter(
      ({ uid }) => !isSetAside(run, pairId, uid) && (!stretch || (uid <= stretch.through && !stretch.except.has(uid))),
    );
    if (wanted.length > 0) await fetchAdmitted(fetching, wanted);
  }
}

/** In as many steps as the daily budgets make of it. */
async function fetchAdmitted(fetching: Fetching, rows: readonly JournalMessage[]): Promise<void> {
  for (let at = 0; at < rows.length;) {
    await fetching.beforeFetch();
    const left = rows.slice(at);
    const { ages, batchSize } = fetching.run;
    const together = left.slice(0, Math.min(ages.together(left), batchSize.together(left)));
    const admitted = together.slice(0, fetching.hold.admit(together));
    at += admitted.length;
    await fetchRows(fetching, admitted);
  }
}

async function fetchRows(fetching: Fetching, rows: readonly JournalMessage[]): Promise<void> {
  const order = new InOrder(rows, fetching);
  await handOverKept(fetching, order);
  if (order.left > 0) await fetchOpen(fetching, order, order.openUids);
  if (order.left > 0) await explainMissing(fetching, order);
}

/** What an attempt before has fetched and could not send comes first; what is kept beyond a message that must be fetched would stand in its way. */
async function handOverKept({ run, pairId }: Fetching, order: InOrder): Promise<void> {
  const { bodies } = run.headways.of(pairId);
  const { sourceUidValidity } = run.journal.pair(pairId);
  for (const uid of order.openUids) {
    const body = bodies.take(sourceUidValidity, uid);
    if (!body) return bodies.drop();
    await order.take(uid, body);
  }
}

/** Asks for messages, and takes those that come, and those that are refused one by one. */
async function fetchOpen(fetching: Fetching, order: InOrder, wanted: readonly number[]): Promise<void> {
  const { caution } = fetching;
  const ranges = wanted.map((uid) => ({ first: uid, last: uid }));
  await fetchIsolated(ranges, {
    fetch: async (some) => {
      const uids = some.map(({ first }) => first).filter((uid) => order.isOpen(uid));
      if (uids.length > 0) caution.asking(uids, order.sizeOf(uids));
      const came = await politely(caution, () => fetchInto(fetching, order, uids));
      caution.answered();
      return came;
    },
    onUnreadable: async (uid, { facts }) => {
      await recordUnreadable(fetching, uid, facts.serverText ?? null);
      await order.leaveOut(uid);
    },
  });
}

/** @returns how many came */
async function fetchInto(fetching: Fetching, order: InOrder, uids: readonly number[]): Promise<number> {
  const before = order.left;
  const { onMessage, onLarge } = takersOf(fetching, order);
  for (const set of splitSequenceSets(uids, MAX_SET)) await fetching.session.fetchBodies(set, onMessage, onLarge);
  return before - order.left;
}

/** Takes messages that are wanted, once each: servers may send one twice or one never asked for. */
function takersOf(
  { signal, hold }: Fetching,
  order: InOrder,
): { readonly onMessage: (uid: number, body: Buffer) => Promise<void>; readonly onLarge: OpenSink } {
  // A server that sends more than it said is not listened to for longer than a day's budget lasts.
  const goOn = (): void => {
    if (order.left > 0) hold.checkOverdrawn();
  };
  return {
    onMessage: async (uid, body) => {
      signal.throwIfAborted();
      if (await order.take(uid, body)) goOn();
    },
    onLarge: async (uid, length) => {
      signal.throwIfAborted();
      const sink = await order.open(uid, length);
      if (!sink) return null;
      const end = async (): Promise<void> => {
        await sink.end();
        goOn();
      };
      return { write: (piece) => sink.write(piece), end, fail: (error) => sink.fail(error) };
    },
  };
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
 * not come even so is asked for on a fresh connection before any message behind it, and recorded when that changes nothing.
 */
async function explainMissing(fetching: Fetching, order: InOrder): Promise<void> {
  const { run, pairId, session } = fetching;
  const pair = run.journal.pair(pairId);
  const { uidValidity } = await session.open(mailboxToRead(pair));
  if (uidValidity !== pair.sourceUidValidity) throw mailboxReplaced();
  const listed = new Set(await stillListed(fetching, order.openUids));
  const gone = order.openUids.filter((uid) => !listed.has(uid));
  run.journal.markSkipped(pairId, gone, 'gone-at-source');
  for (const uid of gone) await order.leaveOut(uid);
  for (const uid of listed) {
    await fetchOpen(fetching, order, [uid]);
    if (!order.isOpen(uid)) continue;
    const { onMessage, onLarge } = takersOf(fetching, order);
    if (!(await session.fetchInParts(uid, onMessage, onLarge))) await leaveUnread(fetching, order, uid);
  }
}

/** @throws UnreadSoFar where a fresh connection may get it */
async function leaveUnread(fetching: Fetching, order: InOrder, uid: number): Promise<void> {
  if (fetching.caution.mayAskAfresh(uid)) throw new UnreadSoFar();
  await recordUnreadable(fetching, uid, null);
  await order.leaveOut(uid);
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
