import { formatSequenceSet } from '../../../shared/sequence-set.ts';
import type { JournalMessage, JournalPair, ListedAtDestination } from '../journal-port.ts';
import { mailboxReplaced } from '../mailbox-replaced.ts';
import { lengthOf } from '../message-length.ts';
import type { AppendReceipt } from '../ports.ts';
import type { Run, Sessions } from '../run.ts';
import { findTreated, type TreatedForm } from '../treat/find-treated.ts';
import { recordFailure, type Sent } from './append-batch.ts';
import { listCandidates } from './candidates.ts';
import type { Caution } from './caution.ts';
import { leaveUncompared } from './leave-uncompared.ts';
import { matchByContent } from './match-by-content.ts';

const PAGE = 2_000;
/** Listings in a row that bring others' messages alone. */
const MOST_QUIET = 5;

/** One pair whose messages are in doubt. */
export interface Doubt {
  readonly run: Run;
  readonly pairId: number;
  readonly sessions: Sessions;
  readonly caution: Caution;
}

/**
 * Decides for every `intended` message of a pair whether it arrived: looks at the destination's messages from the noted UIDNEXT on
 * that the journal does not know, and recognises them by identity and content. What is not there is `waiting` again.
 * A server may finish an APPEND after its connection died, so what is missing is looked for a second time after a pause.
 * Both mailboxes must be open.
 */
export async function settle(doubt: Doubt): Promise<void> {
  const { run, pairId } = doubt;
  const { journal } = run;
  const { arrived, missing } = await look(doubt, false);
  if (missing.length > 0)
    journal.markWaiting(
      pairId,
      missing.map((message) => message.uid),
    );
  if (arrived + missing.length > 0)
    run.onEvent({ event: 'settled', mailbox: journal.pair(pairId).source, arrived, again: missing.length });
}

/**
 * The UIDs of messages that the server said it stored, where it does not tell them or cannot be believed: the new ones there, when they
 * are as many and as large as what was sent; anything else is settled by identity, and looked for among all that is there. What is not
 * there in spite of the server's word is recorded: sent again, it would end the same way.
 * @param claimed what the server told and what cannot be; null where it told nothing
 */
export async function settleStored(
  doubt: Doubt,
  parcels: readonly Sent[],
  claimed: AppendReceipt | null,
): Promise<void> {
  const { run, pairId, sessions } = doubt;
  const { journal } = run;
  const pair = journal.pair(pairId);
  const from = pair.destinationUidNext ?? 1;
  const { uidValidity } = await sessions.destination.open(pair.destination);
  if (uidValidity !== pair.destinationUidValidity) throw mailboxReplaced();
  const assigned = journal.assignedDestinationUids(pairId, 1);
  // Believed once; a server that tells UIDs of nothing, or of others, is not asked for them any more.
  if (claimed) run.learned.appendUids = false;
  const fresh: { uid: number; size: number }[] = [];
  await sessions.destination.fetchIndex(`${String(from)}:*`, false, ({ uid, size }) => {
    if (uid >= from && !assigned.has(uid)) fresh.push({ uid, size });
  });
  fresh.sort((one, other) => one.uid - other.uid);
  if (fresh.length === parcels.length && fresh.every(({ size }, index) => size === parcels[index]?.bytes)) {
    journal.markCopied(
      pairId,
      fresh.map(({ uid }, index) => {
        const { row, digest } = parcels[index] ?? {};
        return { uid: row?.uid ?? 0, destinationUid: uid, ...(digest && { digest }) };
      }),
    );
    journal.changePair(pairId, { destinationUidNext: (fresh.at(-1)?.uid ?? 0) + 1 });
    return;
  }
  const { missing } = await look(doubt, true);
  const isOthers = claimed?.uidValidity === uidValidity && claimed.uids.some((uid) => assigned.has(uid));
  for (const { uid } of missing) {
    const kind = isOthers ? 'kept-once' : 'missing';
    recordFailure(run, pairId, uid, { kind, serverText: null, side: 'destination' });
  }
}

/**
 * Of messages that the server refused, those that are not there: nearly always all of them, which one look at the UIDs shows. What is there is
 * marked.
 */
export async function leftOf<Some extends Sent>(doubt: Doubt, parcels: readonly Some[]): Promise<readonly Some[]> {
  const { run, pairId, sessions } = doubt;
  const pair = run.journal.pair(pairId);
  const { uidValidity, uidNext } = await sessions.destination.open(pair.destination);
  if (uidValidity !== pair.destinationUidValidity) throw mailboxReplaced();
  const known = run.journal.assignedDestinationUids(pairId, pair.destinationUidNext ?? 1);
  // An APPENDUID of what is not there says nothing of the messages below it.
  const real = [...known].filter((uid) => uid < (uidNext ?? Number.POSITIVE_INFINITY));
  const from = real.reduce((next, uid) => Math.max(next, uid + 1), pair.destinationUidNext ?? 1);
  let isThere = false;
  await sessions.destination.fetchIndex(`${String(from)}:*`, false, ({ uid }) => {
    isThere ||= uid >= from && !known.has(uid);
  });
  if (!isThere) return parcels;
  const { missing } = await look(doubt, false);
  const left = new Set(missing.map(({ uid }) => uid));
  return parcels.filter(({ row }) => left.has(row.uid));
}

/**
 * Marks what is there, and returns the rest.
 * @param isStored whether the server said that all of it is there: then it may be below the noted UIDNEXT, too
 */
async function look(
  doubt: Doubt,
  isStored: boolean,
): Promise<{ readonly arrived: number; readonly missing: readonly JournalMessage[] }> {
  const { run, pairId, sessions } = doubt;
  const { journal, settings } = run;
  let arrived = 0;
  let uidNext = -1;
  let quiet = 0;
  for (let listing = 1; ; listing++) {
    const intended = intendedMessages(run, pairId);
    if (intended.length === 0) return { arrived, missing: [] };
    const pair = journal.pair(pairId);
    const from = isStored && listing > 1 ? 1 : (pair.destinationUidNext ?? 1);
    const seen = await listUnknown(pair, run, sessions, from);
    const matches = await matchForms(doubt, { intended, candidates: seen.candidates });
    journal.markCopied(
      pairId,
      [...matches].map(([uid, destinationUid]) => ({ uid, destinationUid })),
    );
    arrived += matches.size;
    const missing = intendedMessages(run, pairId);
    if (missing.length === 0) {
      // Nothing is in doubt: what comes from here on need not be looked for among what has come.
      journal.changePair(pairId, { destinationUidNext: seen.uidNext });
      return { arrived, missing };
    }
    // Two listings in a row with nothing new between them: what is missing did not arrive. Nor where others go on filling the mailbox, and
    // none of what comes is what is missing.
    quiet = matches.size > 0 ? 0 : quiet + 1;
    if (listing > 1 && (seen.uidNext === uidNext || quiet === MOST_QUIET)) return { arrived, missing };
    uidNext = seen.uidNext;
    await run.clock.sleep(settings.settleGraceMs, run.signal);
  }
}

function intendedMessages(run: Run, pairId: number): JournalMessage[] {
  const all: JournalMessage[] = [];
  for (;;) {
    const page = run.journal.messages(pairId, 'intended', all.at(-1)?.uid ?? 0, PAGE);
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

/** Lists destination messages we may have put there: first only numbers, then the identity of the unknown ones. */
async function listUnknown(
  pair: JournalPair,
  run: Run,
  { destination }: Sessions,
  from: number,
): Promise<{ candidates: ListedAtDestination[]; uidNext: number }> {
  const opened = await destination.open(pair.destination);
  const unknown: number[] = [];
  let uidNext = opened.uidNext ?? 1;
  const assigned = run.journal.assignedDestinationUids(pair.id, from);
  await destination.fetchIndex(`${String(from)}:*`, false, (message) => {
    uidNext = Math.max(uidNext, message.uid + 1);
    if (message.uid >= from && !assigned.has(message.uid)) unknown.push(message.uid);
  });
  const candidates: ListedAtDestination[] = [];
  for (let start = 0; start < unknown.length; start += PAGE) {
    const set = formatSequenceSet(unknown.slice(start, start + PAGE).toSorted((one, other) => one - other));
    await listCandidates(destination, set, (candidate) => candidates.push(candidate));
  }
  return { candidates, uidNext };
}

/** What went in another form than the source has it, by that form; everything else as below. */
async function matchForms(
  doubt: Doubt,
  {
    intended,
    candidates,
  }: { readonly intended: readonly JournalMessage[]; readonly candidates: readonly ListedAtDestination[] },
): Promise<Map<number, number>> {
  const { run, pairId, sessions } = doubt;
  const [plain, treated] = [[] as JournalMessage[], [] as TreatedForm[]];
  for (const row of intended) {
    const { treatment, fingerprint, digest } = row;
    if (treatment !== null && fingerprint && digest) treated.push({ row, fingerprint, digest });
    else plain.push(row);
  }
  if (treated.length === 0) return matchArrived(plain, candidates, doubt);
  const found = await findTreated(run, pairId, sessions, treated, run.journal.pair(pairId).destinationUidNext ?? 1);
  const taken = new Set(found.values());
  const left = candidates.filter(({ uid }) => !taken.has(uid));
  return new Map([...found, ...(plain.length > 0 ? await matchArrived(plain, left, doubt) : [])]);
}

/** Source UID -> destination UID of every intended message that is there. */
async function matchArrived(
  intended: readonly JournalMessage[],
  candidates: readonly ListedAtDestination[],
  { run, pairId, sessions, caution }: Doubt,
): Promise<Map<number, number>> {
  const matches = new Map<number, number>();
  const open = { source: [] as JournalMessage[], destination: [] as ListedAtDestination[] };
  const byPrint = Map.groupBy(candidates, (candidate) => candidate.fingerprint.toString('hex'));
  const wanted = Map.groupBy(intended, (message) => message.fingerprint?.toString('hex') ?? '');
  for (const [print, source] of wanted) {
    const destination = byPrint.get(print) ?? [];
    byPrint.delete(print);
    const [one, other] = [source[0], destination[0]];
    if (source.length === 1 && destination.length === 1 && one && other && lengthOf(one) === other.size) {
      matches.set(one.uid, other.uid);
    } else {
      open.source.push(...source);
      open.destination.push(...destination);
    }
  }
  // Broken headers may read differently at the destination: whatever is left on both sides is compared by content.
  if (open.source.length > 0) open.destination.push(...[...byPrint.values()].flat());
  const read = await matchByContent(open.source, open.destination, { run, pairId, sessions, caution });
  for (const [uid, destinationUid] of read.matches) matches.set(uid, destinationUid);
  const left = open.source.filter(({ uid }) => !matches.has(uid));
  leaveUncompared(
    { run, pairId, caution },
    left,
    open.destination.filter(({ uid }) => read.unread.destination.has(uid)),
  );
  return matches;
}
