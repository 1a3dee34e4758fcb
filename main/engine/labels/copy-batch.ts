import type { Caution } from '../copy/caution.ts';
import { countDropped } from '../copy/append-batch.ts';
import { chooseFlags } from '../copy/flags.ts';
import { settle } from '../copy/settle.ts';
import { MailError } from '../mail-error.ts';
import { mailboxReplaced } from '../mailbox-replaced.ts';
import type { CopyReceipt } from '../ports.ts';
import type { Run, Sessions } from '../run.ts';
import type { Placed } from './copy-placed.ts';

/** Where copies go. */
export interface CopyTarget {
  readonly run: Run;
  readonly pairId: number;
  readonly sessions: Sessions;
  readonly caution: Caution;
  /** PERMANENTFLAGS of the mailbox that receives. */
  readonly permanentFlags: readonly string[] | null;
  /** How many more refusals are worth a look for the message that is to blame. */
  readonly refusals: { left: number };
}

/**
 * One UID COPY out of a mailbox, which is open, noted like an APPEND: intent first, then the command, then the UIDs. A refused batch is split
 * until what is refused stands alone; that stays `waiting`, to be uploaded.
 * Rejects when more than a message is at fault (full, throttled, connection lost); leaves any mailbox open.
 */
export async function copyBatch(target: CopyTarget, mailbox: string, batch: readonly Placed[]): Promise<void> {
  const { run, pairId, sessions, caution } = target;
  const { journal } = run;
  const { destination } = journal.pair(pairId);
  journal.markIntended(
    pairId,
    batch.map(({ row, place, fingerprint }) => ({ uid: row.uid, fingerprint, digest: place.digest })),
  );
  caution.sending(
    batch.map(({ row }) => row.uid),
    0,
    'copy',
  );
  let receipt: CopyReceipt | null;
  try {
    receipt = await sessions.destination.copy(
      batch.map(({ place }) => place.uid),
      destination,
    );
  } catch (error) {
    if (!(error instanceof MailError) || error.facts.outcome === 'unclear') throw error;
    caution.sent();
    return refused(target, mailbox, batch, error);
  }
  caution.sent();
  if (receipt && receipt.uidValidity !== journal.pair(pairId).destinationUidValidity) throw mailboxReplaced();
  const uids = nobodys(target, receipt);
  const told = batch.filter(({ place }) => uids.has(place.uid));
  journal.markCopied(
    pairId,
    told.map(({ row, place }) => ({ uid: row.uid, destinationUid: uids.get(place.uid) ?? null })),
  );
  // Without UIDPLUS, or where a message was gone: look what is there.
  if (told.length < batch.length) await settleAndReturn(target, mailbox);
  noteDropped(target, batch);
}

/** New UIDs that are no other message's, each once: one that is cannot be a copy of its own. */
function nobodys({ run, pairId }: CopyTarget, receipt: CopyReceipt | null): ReadonlyMap<number, number> {
  const made = [...(receipt?.uids ?? [])];
  if (made.length === 0) return new Map();
  const taken = new Set(run.journal.assignedDestinationUids(pairId, Math.min(...made.map(([, uid]) => uid))));
  return new Map(
    made.filter(([, uid]) => {
      const isFree = !taken.has(uid);
      taken.add(uid);
      return isFree;
    }),
  );
}

/** Not every server takes back what it had copied when it refuses the rest: look first. */
async function refused(target: CopyTarget, mailbox: string, batch: readonly Placed[], error: MailError): Promise<void> {
  const { facts } = error;
  if (facts.kind === 'no-such-mailbox') {
    // Gone meanwhile ([TRYCREATE]). A new mailbox has a new UIDVALIDITY: the caller must look at it afresh.
    const { run, pairId, sessions } = target;
    await sessions.destination.create(run.journal.pair(pairId).destination, null);
    throw new MailError({ ...facts, when: 'now', wide: 'mailbox', outcome: 'unclear' });
  }
  await settleAndReturn(target, mailbox);
  noteDropped(target, batch);
  const mailboxOnly = facts.wide === 'mailbox' && facts.when === 'never';
  if (facts.wide !== 'message' && !mailboxOnly) throw error;
  const left = stillWaiting(target, batch);
  target.refusals.left -= 1;
  if (mailboxOnly || left.length < 2 || target.refusals.left <= 0) return;
  const middle = Math.ceil(left.length / 2);
  await copyBatch(target, mailbox, left.slice(0, middle));
  if (target.refusals.left > 0) await copyBatch(target, mailbox, left.slice(middle));
}

async function settleAndReturn({ run, pairId, sessions, caution }: CopyTarget, mailbox: string): Promise<void> {
  await settle({ run, pairId, sessions, caution });
  await sessions.destination.open(mailbox);
}

/** Those of a batch that are not at the destination. */
function stillWaiting({ run, pairId }: CopyTarget, batch: readonly Placed[]): readonly Placed[] {
  const waiting = ({ row: { uid } }: Placed): boolean =>
    run.journal.messages(pairId, 'waiting', uid - 1, 1)[0]?.uid === uid;
  return batch.filter(waiting);
}

/** Of what was copied, counts the keywords that the destination did not take. */
function noteDropped(target: CopyTarget, batch: readonly Placed[]): void {
  const droppedOf = ({ row }: Placed): readonly string[] => chooseFlags(row.flags, target.permanentFlags).dropped;
  const lacking = batch.filter((one) => droppedOf(one).length > 0);
  const left = new Set(stillWaiting(target, lacking));
  for (const one of lacking) if (!left.has(one)) countDropped(target.run, target.pairId, droppedOf(one));
}
