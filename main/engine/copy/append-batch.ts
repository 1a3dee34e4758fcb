import type { MessageProblem, Treatment } from '../../../shared/model/problem.ts';
import { wireDate, wireDateOf } from '../internal-date.ts';
import type { JournalMessage } from '../journal-port.ts';
import { asksForRest } from '../asks-for-rest.ts';
import { MailError } from '../mail-error.ts';
import type { AppendReceipt, DestinationSession, OutgoingMessage } from '../ports.ts';
import type { Run } from '../run.ts';
import { habitsOf } from '../plan/server-habits.ts';
import { lateEnough } from './late-enough.ts';
import { findFlaw } from '../treat/find-flaw.ts';
import { isSystemFlag } from './flags.ts';
import { headerLines } from './header-lines.ts';

/** A fetched message on its way: the journal's row and everything an APPEND needs. */
export interface Parcel {
  readonly row: JournalMessage;
  readonly body: Buffer;
  readonly bytes: number;
  readonly fingerprint: Buffer;
  readonly digest: Buffer;
  /** INTERNALDATE in the form of RFC 9051. */
  readonly internalDate: string;
  /** As the destination takes them. */
  readonly flags: readonly string[];
  /** For one that was refused as it is and goes in another form: which, and why it was refused. */
  readonly treated?: { readonly treatment: Exclude<Treatment, 'leave'>; readonly problem: MessageProblem };
}

/** What was sent of a message, whole or in pieces. */
export interface Sent {
  readonly row: JournalMessage;
  readonly bytes: number;
  /** SHA-256, where it was not known before. */
  readonly digest?: Buffer;
}

/** Where parcels go. */
export interface Target {
  readonly run: Run;
  readonly pairId: number;
  /** Name at the destination. */
  readonly mailbox: string;
  readonly session: DestinationSession;
  /** Learns the UIDs of messages that the server said it stored, where it does not tell them or cannot be believed. */
  readonly settleStored: (parcels: readonly Sent[], claimed: AppendReceipt | null) => Promise<void>;
  /** Of messages that the server refused: those that are not there in spite of it, still `intended`. */
  readonly leftOf: <Some extends Sent>(parcels: readonly Some[]) => Promise<readonly Some[]>;
}

/** The date a message goes with: INTERNALDATE as far as it can be read, else the one its Date field says, else now. */
export function dateToSend(row: Pick<JournalMessage, 'internalDate'>, body: Buffer, now: number): string {
  return wireDate(row.internalDate) ?? wireDate(headerLines(body).date ?? '') ?? wireDateOf(now);
}

/**
 * Stores parcels at the destination and notes it: intent first, then the APPEND, then the UIDs. When the server refuses a
 * batch, it is split until the bad message stands alone; that one is recorded with the server's words and the others go through.
 * Rejects when more than a message is at fault (full, throttled, connection lost); then nothing is left `intended` unless in doubt.
 */
export async function appendBatch(target: Target, parcels: readonly Parcel[]): Promise<void> {
  const { run, pairId } = target;
  run.journal.markIntended(
    pairId,
    parcels.map(({ row, fingerprint, digest, bytes, treated }) => ({
      uid: row.uid,
      fingerprint,
      digest,
      length: bytes,
      ...(treated && { treatment: treated.treatment }),
    })),
  );
  let receipt: AppendReceipt | null;
  try {
    receipt = await send(target, parcels);
  } catch (error) {
    if (!(error instanceof MailError) || error.facts.outcome === 'unclear') throw error;
    return refused(target, parcels, error);
  }
  await noteStored(target, parcels, receipt);
}

/** Notes what a server said it stored, as far as it can be believed. */
export async function noteStored(
  target: Target,
  parcels: readonly Sent[],
  receipt: AppendReceipt | null,
): Promise<void> {
  const { run, pairId } = target;
  if (!receipt || !run.learned.appendUids) return target.settleStored(parcels, null);
  if (!isCredible(target, receipt)) return target.settleStored(parcels, receipt);
  run.journal.markCopied(
    pairId,
    parcels.map(({ row, digest }, index) => ({
      uid: row.uid,
      destinationUid: receipt.uids[index] ?? null,
      ...(digest && { digest }),
    })),
  );
}

/** Whether new UIDs are of the mailbox that was opened, above all that were there, and nobody's yet. */
function isCredible({ run, pairId }: Target, { uidValidity, uids }: AppendReceipt): boolean {
  const { destinationUidValidity, destinationUidNext } = run.journal.pair(pairId);
  const lowest = Math.min(...uids);
  if (uidValidity !== destinationUidValidity || lowest < (destinationUidNext ?? 1)) return false;
  const assigned = run.journal.assignedDestinationUids(pairId, lowest);
  return uids.every((uid) => !assigned.has(uid));
}

async function send(target: Target, parcels: readonly Parcel[]): Promise<AppendReceipt | null> {
  const batch = parcels.map(({ internalDate, body, flags }): OutgoingMessage => ({
    flags,
    internalDate: takenDate(target.run, internalDate),
    body,
  }));
  return creating(target, async () => target.session.append(target.mailbox, batch));
}

/** A date as the destination takes it. */
export function takenDate({ destinationFacts }: Run, internalDate: string): string {
  return habitsOf(destinationFacts).beginsIn1970 ? lateEnough(internalDate) : internalDate;
}

/** One APPEND; a mailbox that vanished meanwhile is made again once ([TRYCREATE]). */
export async function creating<Receipt>(target: Target, append: () => Promise<Receipt>): Promise<Receipt> {
  try {
    return await append();
  } catch (error) {
    if (!(error instanceof MailError) || error.facts.kind !== 'no-such-mailbox') throw error;
    await target.session.create(target.mailbox, null);
    // A new mailbox has a new UIDVALIDITY: the caller must look at it afresh.
    throw new MailError({ ...error.facts, when: 'now', wide: 'mailbox', outcome: 'unclear' });
  }
}

/**
 * Of what the server refused, what is not there in spite of it: nothing of it is in doubt any more, but one message that stands alone.
 * Rejects with the error when it is about more than the messages.
 */
export async function refusedOf<Some extends Sent>(
  target: Target,
  parcels: readonly Some[],
  error: MailError,
): Promise<readonly Some[]> {
  const { run, pairId } = target;
  // It wants to be left alone: whether it took some of them all the same, the next attempt will see.
  if (error.facts.when === 'later' && error.facts.wide === 'account' && error.facts.kind !== 'over-quota') throw error;
  // All or nothing, says RFC 3502; not every server takes back what it had stored when it refuses the rest.
  const left = await target.leftOf(parcels);
  if (left.length === 0) return left;
  if (error.facts.wide !== 'message' || left.length > 1) {
    // Known not to be there: whatever happens next, these must not stay in doubt.
    run.journal.markWaiting(
      pairId,
      left.map(({ row }) => row.uid),
    );
  }
  if (error.facts.wide !== 'message') throw error;
  return left;
}

async function refused(target: Target, parcels: readonly Parcel[], error: MailError): Promise<void> {
  if (asksForRest(error.facts)) return sendAfterRest(target, parcels, error);
  const left = await refusedOf(target, parcels, error);
  const [first] = left;
  if (!first) return;
  if (left.length > 1) {
    const middle = Math.ceil(left.length / 2);
    await appendBatch(target, left.slice(0, middle));
    await appendBatch(target, left.slice(middle));
    return;
  }
  const plain = plainer(first);
  if (plain !== null && error.facts.kind !== 'too-big') return sendPlainer(target, first, plain, error);
  fail(target, first, error);
}

/**
 * It wants to be left alone for a while. Where that is short the session waits, and what is in memory needs not be read again; whether it took
 * some of them all the same is looked up first.
 */
async function sendAfterRest(target: Target, parcels: readonly Parcel[], plea: MailError): Promise<void> {
  const { rests } = target.run.budgets;
  if (!rests.isShort('destination') || rests.isInVain(plea)) throw plea;
  let left: readonly Parcel[];
  try {
    left = await target.leftOf(parcels);
  } catch (error) {
    // It had hung up behind its plea: no message is to blame for that.
    throw error instanceof MailError && error.facts.outcome === 'unclear' ? plea : error;
  }
  if (left.length === 0) return;
  target.run.journal.markWaiting(
    target.pairId,
    left.map(({ row }) => row.uid),
  );
  await appendBatch(target, left);
}

/**
 * Some servers refuse a message for a keyword although PERMANENTFLAGS allowed it, or for an INTERNALDATE before 1970: the message counts
 * more than these. Null where there is nothing to leave out.
 */
export function plainer<Some extends Pick<Parcel, 'flags' | 'internalDate'>>(parcel: Some): Some | null {
  const flags = parcel.flags.filter(isSystemFlag);
  const internalDate = lateEnough(parcel.internalDate);
  const isSame = flags.length === parcel.flags.length && internalDate === parcel.internalDate;
  return isSame ? null : { ...parcel, flags, internalDate };
}

async function sendPlainer(target: Target, parcel: Parcel, plain: Parcel, error: MailError): Promise<void> {
  let receipt: AppendReceipt | null;
  try {
    receipt = await send(target, [plain]);
  } catch (again) {
    if (!(again instanceof MailError) || again.facts.outcome === 'unclear' || again.facts.wide !== 'message')
      throw again;
    return fail(target, parcel, error);
  }
  await noteStored(target, [plain], receipt);
  const dropped = parcel.flags.filter((flag) => !isSystemFlag(flag));
  countDropped(target.run, target.pairId, dropped);
}

function fail(target: Target, { row, body, treated }: Parcel, error: MailError): void {
  const { kind, serverText = null } = error.facts;
  // In another form it is still the same message, refused for what it was refused for first.
  const about = treated?.problem ?? { flaw: findFlaw(body, kind === 'too-big'), ...headerLines(body) };
  recordFailure(target.run, target.pairId, row.uid, { ...about, kind, serverText, side: 'destination' });
}

/** Notes that a message could not be moved, and tells. */
export function recordFailure(run: Run, pairId: number, uid: number, problem: MessageProblem): void {
  run.journal.markFailed(pairId, uid, problem);
  run.onEvent({ event: 'problem', mailbox: run.journal.pair(pairId).source, uid, problem });
}

/** Counts keywords that had to stay behind, for the receipt. */
export function countDropped(run: Run, pairId: number, dropped: readonly string[]): void {
  if (dropped.length === 0) return;
  const counts: Record<string, number> = { ...run.journal.pair(pairId).droppedKeywords };
  for (const keyword of dropped) counts[keyword] = (counts[keyword] ?? 0) + 1;
  run.journal.changePair(pairId, { droppedKeywords: counts });
}
