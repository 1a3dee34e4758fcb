import { AskedToRest } from '../asked-to-rest.ts';
import type { BudgetHold } from '../budget-hold.ts';
import type { JournalMessage } from '../journal-port.ts';
import { MailError } from '../mail-error.ts';
import type { OpenMailbox } from '../ports.ts';
import { tellProgress, type Run, type Sessions } from '../run.ts';
import { appendBatch, countDropped, dateToSend, type Parcel, type Target } from './append-batch.ts';
import { BatchBuffer } from './batch-buffer.ts';
import type { Caution } from './caution.ts';
import { fetchWaiting, type Stretch } from './fetch-waiting.ts';
import { digestOf, fingerprintOf } from './fingerprint.ts';
import { chooseFlags } from './flags.ts';
import { leftOf, settleStored } from './settle.ts';
import type { ChosenUids } from './waiting-rows.ts';

/** What is needed to move the waiting messages of a pair. */
export interface Pumping {
  readonly run: Run;
  readonly pairId: number;
  readonly sessions: Sessions;
  /** The destination mailbox. */
  readonly opened: OpenMailbox;
  readonly caution: Caution;
  /** Which of them are meant; null: all. */
  readonly only: ChosenUids | null;
}

/**
 * Moves every waiting message of a pair, or of a stretch of it: fetching and appending run side by side, joined by a byte-bounded buffer,
 * in ascending source UID. Both mailboxes are open.
 */
export async function pump(pumping: Pumping, stretch?: Stretch): Promise<void> {
  const { run, pairId, sessions, opened, caution, only } = pumping;
  const buffer = new BatchBuffer<Parcel>(run.budget, run.settings.batchBytes);
  const hold = run.budgets.hold();
  const stop = new AbortController();
  const signal = AbortSignal.any([run.signal, stop.signal]);
  const fetching = fetchWaiting({
    run,
    pairId,
    session: sessions.source,
    caution,
    hold,
    beforeFetch: () => run.ages.check([sessions.source, sessions.destination]),
    signal,
    only,
    stretch,
    onMessage: async (row, body) => {
      run.budgets.note('source', sessions.source);
      hold.moved('source', row.size);
      await buffer.put(parcelOf(run, pairId, row, body, opened));
    },
  }).then(
    () => null,
    (error: unknown) => ({ error }),
  );
  // When fetching fails, what was already fetched still goes out: the next attempt then starts behind it.
  void fetching.then(() => buffer.end());
  const sending: { batch: readonly Parcel[] } = { batch: [] };
  let left: readonly Parcel[] = [];
  try {
    await drain(pumping, buffer, { hold, sending });
    const failure = await fetching;
    if (failure) throw failure.error;
  } catch (error) {
    buffer.fail(error);
    stop.abort(error);
    await fetching;
    if (error instanceof MailError || error instanceof AskedToRest) left = [...sending.batch, ...buffer.takeLeft()];
    throw error;
  } finally {
    buffer.close();
    const { sourceUidValidity } = run.journal.pair(pairId);
    const bodies = left.map(({ row: { uid }, body }) => ({ uid, body }));
    run.headways.of(pairId).bodies.keep(sourceUidValidity, bodies);
    hold.end();
  }
}

async function drain(
  { run, pairId, sessions, caution }: Pumping,
  buffer: BatchBuffer<Parcel>,
  { hold, sending }: { readonly hold: BudgetHold; readonly sending: { batch: readonly Parcel[] } },
): Promise<void> {
  const { destination: session } = sessions;
  const target: Target = {
    run,
    pairId,
    mailbox: run.journal.pair(pairId).destination,
    session,
    settleStored: (parcels, claimed) => settleStored({ run, pairId, sessions, caution }, parcels, claimed),
    leftOf: (parcels) => leftOf({ run, pairId, sessions, caution }, parcels),
  };
  for (;;) {
    const batch = await buffer.next(Math.min(run.settings.batchMessages, session.maxBatchMessages, caution.perAppend));
    run.signal.throwIfAborted();
    if (!batch) return;
    sending.batch = batch;
    caution.sending(batch.map(({ row }) => row.uid));
    await appendBatch(target, batch);
    caution.sent();
    sending.batch = [];
    const bytes = batch.reduce((sum, parcel) => sum + parcel.bytes, 0);
    run.budgets.note('destination', session, bytes);
    hold.moved(
      'destination',
      batch.reduce((sum, { row }) => sum + row.size, 0),
    );
    buffer.release(bytes);
    run.meter.bytes += bytes;
    tellProgress(run, run.journal.pair(pairId), 'copying');
  }
}

function parcelOf(run: Run, pairId: number, row: JournalMessage, body: Buffer, opened: OpenMailbox): Parcel {
  const { kept, dropped } = chooseFlags(row.flags, opened.permanentFlags);
  countDropped(run, pairId, dropped);
  return {
    row,
    body,
    bytes: body.length,
    fingerprint: fingerprintOf(body),
    digest: digestOf(body),
    internalDate: dateToSend(row, body, run.clock.now()),
    flags: kept,
  };
}
