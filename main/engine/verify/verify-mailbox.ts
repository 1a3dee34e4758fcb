import type { MessageProblem } from '../../../shared/model/problem.ts';
import { splitSequenceSets } from '../../../shared/sequence-set.ts';
import { recordFailure } from '../copy/append-batch.ts';
import type { Caution } from '../copy/caution.ts';
import { fingerprintOf } from '../copy/fingerprint.ts';
import { headerLines } from '../copy/header-lines.ts';
import { readDigests } from '../copy/read-digests.ts';
import { epochOf } from '../internal-date.ts';
import type { Journal, JournalMessage } from '../journal-port.ts';
import { lengthOf } from '../message-length.ts';
import { mailboxToRead } from '../mailbox-to-read.ts';
import type { IndexedMessage, OpenMailbox } from '../ports.ts';
import { tellProgress, type Run, type Sessions } from '../run.ts';
import { differences } from './compare.ts';
import { flagAgain } from './flag-again.ts';
import type { Round } from './round.ts';

const PAGE = 2_000;
/** Where each message is read whole, so that the progress moves. */
const DEEP_PAGE = 200;
const MAX_SET = 8_000;

/** One mailbox to be verified. */
export interface Verification {
  readonly run: Run;
  readonly pairId: number;
  readonly sessions: Sessions;
  readonly depth: 'quick' | 'deep';
  /** `copied` for what is new; with `verified`, everything is looked at again. */
  readonly statuses: readonly ('copied' | 'verified')[];
  /** The destination mailbox when it is open already: saves a round trip. */
  readonly opened: OpenMailbox | null;
  /** The look at everything that this is part of; null where messages are looked at as they arrive. */
  readonly round: Round | null;
  readonly caution: Caution;
}

/** What messages are looked at with. */
export interface Check
  extends Pick<Verification, 'run' | 'pairId' | 'sessions' | 'depth' | 'caution'>, Pick<OpenMailbox, 'permanentFlags'> {
  /** Whether they were chosen by chance. */
  readonly atRandom?: boolean;
}

/**
 * Looks at every message of a pair again at the destination. `quick` compares number, size, identity, date and flags by FETCH of the
 * index; messages that look different there, and all of them with `deep`, are read again and compared by SHA-256 with what the
 * source gave. What the destination changed is noted message by message; what is missing is `failed`, to be copied by the next run.
 */
export async function verifyMailbox(verification: Verification): Promise<void> {
  const { run, pairId, sessions, statuses, depth, round, caution } = verification;
  const { journal } = run;
  if (statuses.every((status) => journal.counts(pairId).byStatus[status].messages === 0)) return;
  const pair = journal.pair(pairId);
  const { permanentFlags, uidValidity } = verification.opened ?? (await sessions.destination.open(pair.destination));
  if (pair.destinationUidValidity !== null && pair.destinationUidValidity !== uidValidity) {
    // The UIDs we know mean other messages now, or none: what is there only a comparison can tell, and the next run makes it.
    journal.forgetDestination(pairId);
    return;
  }
  for (const status of statuses.toReversed()) {
    for (let after = round?.placeIn(pairId, status) ?? 0; ;) {
      run.signal.throwIfAborted();
      const rows = journal.messages(pairId, status, after, depth === 'deep' && round ? DEEP_PAGE : PAGE);
      if (rows.length === 0) break;
      run.ages.check([sessions.source, sessions.destination]);
      const looked = await verifyRows({ run, pairId, sessions, depth, permanentFlags, caution }, rows);
      after = rows[looked - 1]?.uid ?? after;
      round?.pass(pairId, looked, { place: after, list: status });
      tellProgress(run, pair, 'verifying');
    }
  }
}

/**
 * Looks at these messages and writes down what it found. Reads no more of them than the day's budget has room for: rejects with BudgetSpent
 * when that is none.
 * @returns at how many, from the first on
 */
export async function verifyRows(check: Check, rows: readonly JournalMessage[]): Promise<number> {
  await flagAgain(check.run, check.sessions, rows);
  const found = await listAgain(check, rows);
  const present = rows.filter((row) => found.has(row.destinationUid ?? 0));
  const close = present.filter(
    (row) => check.depth === 'deep' || looksDifferent(row, found.get(row.destinationUid ?? 0)),
  );
  const hold = check.run.budgets.holdReading(close.some(({ digest }) => digest === null) ? 'both' : 'destination');
  try {
    const admitted = close.length === 0 ? 0 : hold.admit(close);
    const next = close[admitted];
    const looked = next ? rows.slice(0, rows.indexOf(next)) : rows;
    const bodies = await readAgain(check, close.slice(0, admitted));
    check.run.budgets.note('source', check.sessions.source);
    check.run.budgets.note('destination', check.sessions.destination);
    writeVerdicts(check, looked, { found, bodies });
    check.run.headways.of(check.pairId).forgetDigests();
    return looked.length;
  } finally {
    hold.end();
  }
}

/** What looking at messages showed: their index by destination UID, and those that were read by source UID. */
interface Seen {
  readonly found: ReadonlyMap<number, IndexedMessage>;
  readonly bodies: ReadonlyMap<number, ReadAgain>;
}

function writeVerdicts(check: Check, rows: readonly JournalMessage[], { found, bodies }: Seen): void {
  const verified: Verified[] = [];
  for (const row of rows) {
    const message = found.get(row.destinationUid ?? 0);
    if (!message)
      recordFailure(check.run, check.pairId, row.uid, { kind: 'missing', serverText: null, side: 'destination' });
    else {
      const verdict = judge(check, row, message, bodies.get(row.uid) ?? null);
      if (verdict) verified.push({ uid: row.uid, ...verdict });
    }
  }
  check.run.journal.markVerified(check.pairId, verified);
}

type Verified = Parameters<Journal['markVerified']>[1][number];

/** The destination's present view of messages, by destination UID. */
async function listAgain(check: Check, rows: readonly JournalMessage[]): Promise<Map<number, IndexedMessage>> {
  const { destination } = check.sessions;
  const found = new Map<number, IndexedMessage>();
  const list = async (uids: readonly (number | null)[]): Promise<void> => {
    for (const set of setsOf(uids)) {
      await destination.fetchIndex(set, true, (message) => {
        found.set(message.uid, message);
      });
    }
  };
  await list(rows.map((row) => row.destinationUid));
  const missing = rows.filter((row) => !found.has(row.destinationUid ?? 0));
  if (missing.length > 0) {
    // A server may show a session its own new messages only after the mailbox was opened again.
    await destination.open(check.run.journal.pair(check.pairId).destination);
    await list(missing.map((row) => row.destinationUid));
  }
  return found;
}

function looksDifferent(row: JournalMessage, found: IndexedMessage | undefined): boolean {
  if (!found || found.size !== lengthOf(row)) return true;
  // What was found changed inside looks as before from outside.
  if (row.problem?.differs?.includes('content')) return true;
  return !row.fingerprint?.equals(fingerprintOf(found.identity ?? Buffer.alloc(0)));
}

/** What reading a message on both sides showed. */
interface ReadAgain {
  /** SHA-256 of the source's bytes. */
  readonly source: Buffer | null;
  readonly destination: Buffer;
  /** Whether both are the same message but for what servers change on storing. */
  readonly alike: boolean;
}

/** Reads messages again at the destination; at the source too where its bytes were never seen. */
async function readAgain(check: Check, rows: readonly JournalMessage[]): Promise<Map<number, ReadAgain>> {
  const { run, pairId, sessions, caution } = check;
  const unseen = rows.filter((row) => row.digest === null).map((row) => row.uid);
  const pair = run.journal.pair(pairId);
  const headway = run.headways.of(pairId);
  const there = await readDigests(
    {
      reading: { session: sessions.destination, caution: null },
      headway,
      side: 'destination',
      uidValidity: pair.destinationUidValidity,
    },
    rows.flatMap(({ destinationUid }) => destinationUid ?? []).toSorted((one, other) => one - other),
    unseen.length > 0,
  );
  if (unseen.length > 0) await sessions.source.open(mailboxToRead(pair));
  const here = await readDigests(
    { reading: { session: sessions.source, caution }, headway, side: 'source', uidValidity: pair.sourceUidValidity },
    unseen,
    true,
  );
  const result = new Map<number, ReadAgain>();
  for (const row of rows) {
    const destination = there.get(row.destinationUid ?? 0);
    if (!destination) continue;
    const source = here.get(row.uid);
    result.set(row.uid, {
      source: row.digest ?? source?.exact ?? null,
      destination: destination.exact,
      alike: !source?.loose || !destination.loose || source.loose.equals(destination.loose),
    });
  }
  return result;
}

/** The verdict on one message, or null when it turned out to be another message and must be copied after all. */
function judge(
  check: Check,
  row: JournalMessage,
  message: IndexedMessage,
  read: ReadAgain | null,
): Omit<Verified, 'uid'> | null {
  if (read && row.alreadyThere && !read.alike) {
    check.run.journal.markWaiting(check.pairId, [row.uid]);
    return null;
  }
  const digest = read?.source ?? row.digest;
  const found = { ...message, digest: read?.destination ?? null };
  let differs = differences({ ...row, digest }, found, check.permanentFlags);
  // Equal bytes settle it: then the source's RFC822.SIZE was wrong, not the message.
  if (read && digest?.equals(read.destination)) differs = differs.filter((difference) => difference !== 'size');
  const problem = alteration(row, differs, message);
  if (problem) {
    const mailbox = check.run.journal.pair(check.pairId).source;
    check.run.onEvent({ event: 'problem', mailbox, uid: row.uid, problem });
  }
  return {
    problem,
    ...(digest && { digest }),
    ...(digest && read && { compared: check.atRandom ? 'at-random' : 'read' }),
  };
}

/** What is to be told of a message that is not as it was: changed by the destination, or by us because it was refused. */
function alteration(
  { treatment, internalDate }: JournalMessage,
  differs: NonNullable<MessageProblem['differs']>,
  message: IndexedMessage,
): MessageProblem | null {
  const lines = headerLines(message.identity ?? Buffer.alloc(0));
  if (treatment === null && differs.length === 0) return null;
  // What the source did not tell, or not so that it can be read, the destination has not changed.
  const isUntold = differs.every((difference) => difference === 'date') && epochOf(internalDate) === null;
  const side = isUntold ? 'source' : 'destination';
  if (treatment === null) return { kind: 'altered', serverText: null, side, differs, ...lines };
  const others = differs.filter((difference) => difference !== 'size' && difference !== 'content');
  return { kind: 'altered', serverText: null, treatment, differs: ['content', ...others], ...lines };
}

function setsOf(uids: readonly (number | null)[]): string[] {
  const known = uids.filter((uid) => uid !== null).toSorted((one, other) => one - other);
  return splitSequenceSets(known, MAX_SET);
}
