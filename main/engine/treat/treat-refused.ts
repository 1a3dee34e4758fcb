import type { MessageProblem, Treatment } from '../../../shared/model/problem.ts';
import { splitSequenceSets } from '../../../shared/sequence-set.ts';
import { appendBatch, dateToSend, type Parcel, type Target } from '../copy/append-batch.ts';
import type { Caution } from '../copy/caution.ts';
import { digestOf, fingerprintOf } from '../copy/fingerprint.ts';
import { leftOf, settleStored } from '../copy/settle.ts';
import { chooseFlags } from '../copy/flags.ts';
import type { JournalMessage } from '../journal-port.ts';
import { mailboxToRead } from '../mailbox-to-read.ts';
import type { OctetSink, OpenMailbox } from '../ports.ts';
import { tellProgress, type Run, type Sessions } from '../run.ts';
import { findTreated } from './find-treated.ts';
import { repairMessage } from './repair-message.ts';
import { wrapMessage } from './wrap-message.ts';

const PAGE = 500;
const MAX_SET = 8_000;
/** Originals read with one command. */
const MOST_BYTES = 16 * 1024 * 1024;
/** A larger message stays refused: the whole of it, and what is made of it, would have to be held at once. */
export const LARGEST_TREATED = 32 * 1024 * 1024;
/** What a message may have more than the source said: some servers count line ends as one octet. */
const MAY_BE_MORE = 1.1;

/** Where refused messages are treated. Both mailboxes are open. */
export interface Treating {
  readonly run: Run;
  readonly pairId: number;
  readonly sessions: Sessions;
  /** The destination mailbox. */
  readonly opened: OpenMailbox;
  readonly caution: Caution;
}

/**
 * Sends what the destination refused once more, repaired or wrapped as the person chose for its flaw, one message at a time and after all
 * others. What is at the destination in that form already, from a run whose journal is gone, is recognised. A message that is refused in its
 * new form too, or of which no repair is known, stays failed. Rejects with BudgetSpent when a daily budget has no room for more.
 */
export async function treatRefused(treating: Treating): Promise<void> {
  const { run, pairId } = treating;
  if (Object.values(run.settings.treatments).every((treatment) => treatment === 'leave')) return;
  for (let after = 0; ;) {
    const rows = run.journal.messages(pairId, 'failed', after, PAGE);
    const last = rows.at(-1);
    if (!last) return;
    after = last.uid;
    const wanted = rows.filter((row) => treatmentOf(run, row) !== 'leave' && row.size <= LARGEST_TREATED);
    for (const group of inBytes(wanted)) {
      await treatAdmitted(treating, group);
    }
  }
}

/** In as many steps as the daily budgets make of it: a refused message is read and sent a second time. */
async function treatAdmitted(treating: Treating, rows: readonly JournalMessage[]): Promise<void> {
  const { run } = treating;
  for (let at = 0; at < rows.length;) {
    run.signal.throwIfAborted();
    const hold = run.budgets.hold();
    try {
      const admitted = rows.slice(at, at + hold.admit(rows.slice(at)));
      at += admitted.length;
      // Originals, and what is made of them.
      const bytes = 2 * admitted.reduce((sum, { size }) => sum + size, 0);
      await run.budget.takeWhenFree(bytes);
      try {
        await treatGroup(treating, admitted);
      } finally {
        run.budget.give(bytes);
      }
    } finally {
      hold.end();
    }
  }
}

function treatmentOf({ settings }: Run, { problem }: JournalMessage): Treatment {
  return problem?.flaw === undefined ? 'leave' : (settings.treatments[problem.flaw] ?? 'leave');
}

function inBytes(rows: readonly JournalMessage[]): JournalMessage[][] {
  const groups: JournalMessage[][] = [];
  let room = 0;
  for (const row of rows) {
    if (row.size > room) {
      groups.push([]);
      room = MOST_BYTES;
    }
    groups.at(-1)?.push(row);
    room -= row.size;
  }
  return groups;
}

async function treatGroup(treating: Treating, rows: readonly JournalMessage[]): Promise<void> {
  const { run, pairId, sessions, caution } = treating;
  const { journal } = run;
  const pair = journal.pair(pairId);
  const parcels = await treatedParcels(treating, rows);
  if (parcels.length === 0) return;
  const there = await findTreated(run, pairId, sessions, parcels);
  const target: Target = {
    run,
    pairId,
    mailbox: pair.destination,
    session: sessions.destination,
    settleStored: (sent, claimed) => settleStored({ run, pairId, sessions, caution }, sent, claimed),
    leftOf: (sent) => leftOf({ run, pairId, sessions, caution }, sent),
  };
  for (const parcel of parcels) {
    run.signal.throwIfAborted();
    const { uid } = parcel.row;
    const destinationUid = there.get(uid);
    if (destinationUid !== undefined) {
      journal.markIntended(pairId, [
        { ...parcel, uid, length: parcel.bytes, ...(parcel.treated && { treatment: parcel.treated.treatment }) },
      ]);
      journal.markCopied(pairId, [{ uid, destinationUid, alreadyThere: true }]);
    } else {
      caution.sending([uid], parcel.bytes);
      await appendBatch(target, [parcel]);
      caution.sent();
      run.budgets.note('destination', sessions.destination, parcel.bytes);
    }
    tellProgress(run, pair, 'copying');
  }
}

/** Reads the originals and makes of them what the person chose; one of which nothing can be made is left out. */
async function treatedParcels(treating: Treating, rows: readonly JournalMessage[]): Promise<Parcel[]> {
  const { run, pairId, sessions, opened } = treating;
  const wanted = new Map(rows.map((row) => [row.uid, row]));
  const parcels: Parcel[] = [];
  await sessions.source.open(mailboxToRead(run.journal.pair(pairId)));
  for (const set of splitSequenceSets([...wanted.keys()], MAX_SET)) {
    const onOriginal = (uid: number, original: Buffer): void => {
      const row = wanted.get(uid);
      if (!row || !wanted.delete(uid)) return;
      const treatment = treatmentOf(run, row) === 'wrap' ? 'wrap' : 'repair';
      const body = treatment === 'wrap' ? wrapMessage(original) : repairMessage(original);
      if (body === null) return;
      parcels.push({
        row,
        body,
        bytes: body.length,
        fingerprint: fingerprintOf(body),
        digest: digestOf(body),
        internalDate: dateToSend(row, original, run.clock.now()),
        flags: chooseFlags(row.flags, opened.permanentFlags).kept,
        treated: { treatment, problem: row.problem ?? NO_WORDS },
      });
    };
    await sessions.source.fetchBodies(set, onOriginal, (uid, length) => {
      const announced = wanted.get(uid)?.size ?? 0;
      return length > announced * MAY_BE_MORE ? null : new WholeBody(length, (body) => onOriginal(uid, body));
    });
  }
  run.budgets.note('source', sessions.source);
  return parcels.sort((one, other) => one.row.uid - other.row.uid);
}

const NO_WORDS: MessageProblem = { kind: 'message-refused', serverText: null };

/** A large message that has to be held whole all the same. */
class WholeBody implements OctetSink {
  readonly #body: Buffer;
  readonly #onEnd: (body: Buffer) => void;
  #length = 0;

  constructor(length: number, onEnd: (body: Buffer) => void) {
    this.#body = Buffer.allocUnsafe(length);
    this.#onEnd = onEnd;
  }

  write(piece: Buffer): void {
    this.#length += piece.copy(this.#body, this.#length);
  }

  end(): void {
    this.#onEnd(this.#body.subarray(0, this.#length));
  }

  fail(): void {
    // Then it stays refused.
  }
}
