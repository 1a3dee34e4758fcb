import { AskedToRest } from '../asked-to-rest.ts';
import type { BudgetHold } from '../budget-hold.ts';
import type { JournalMessage } from '../journal-port.ts';
import { MailError } from '../mail-error.ts';
import { OctetPipe } from '../octet-pipe.ts';
import type { OpenMailbox } from '../ports.ts';
import { tellProgress, type Run, type Sessions } from '../run.ts';
import { appendBatch, countDropped, dateToSend, type Parcel, type Target } from './append-batch.ts';
import { appendLarge, type LargeParcel } from './append-large.ts';
import { BatchBuffer } from './batch-buffer.ts';
import type { Caution } from './caution.ts';
import { fetchWaiting, type Stretch } from './fetch-waiting.ts';
import { digestOf, fingerprintOf } from './fingerprint.ts';
import { chooseFlags } from './flags.ts';
import { leftOf, settleStored } from './settle.ts';
import type { ChosenUids } from './waiting-rows.ts';

/** What is on its way to the destination. */
interface Sending {
  batch: readonly (Parcel | LargeParcel)[];
}

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
  const buffer = new BatchBuffer<Parcel | LargeParcel>(run.budget, run.settings.batchBytes);
  /** Octets that are on their way through here. */
  const large: { passing: OctetPipe | null } = { passing: null };
  const onArrival = (row: JournalMessage): void => {
    run.budgets.note('source', sessions.source);
    hold.moved('source', row.size);
    run.budgets.throttles.wentOn('source');
  };
  const hold = run.budgets.hold();
  const stop = new AbortController();
  const signal = AbortSignal.any([run.signal, stop.signal]);
  const fetching = fetchWaiting({
    run,
    pairId,
    session: sessions.source,
    caution,
    hold,
    beforeFetch: async () => {
      await buffer.drainTo(run.batchSize.ahead);
      run.ages.check([sessions.source, sessions.destination]);
    },
    signal,
    only,
    stretch,
    onMessage: async (row, body) => {
      onArrival(row);
      await buffer.put(parcelOf(run, pairId, row, body, opened));
    },
    onLarge: async (row, length) => {
      const octets = new OctetPipe(length);
      large.passing = octets;
      await buffer.put({ row, octets, flags: flagsToSend(run, pairId, row, opened), bytes: 0, isAlone: true });
      const end = (): void => {
        onArrival(row);
        octets.end();
      };
      return { write: (piece) => octets.write(piece), end, fail: (error) => octets.fail(error) };
    },
  }).then(
    () => null,
    (error: unknown) => ({ error }),
  );
  // When fetching fails, what was already fetched still goes out: the next attempt then starts behind it.
  void fetching.then(() => buffer.end());
  const sending: Sending = { batch: [] };
  let left: Sending['batch'] = [];
  try {
    await drain(pumping, buffer, { hold, sending });
    const failure = await fetching;
    if (failure) throw failure.error;
  } catch (error) {
    buffer.fail(error);
    large.passing?.fail(error);
    stop.abort(error);
    await fetching;
    if (error instanceof MailError || error instanceof AskedToRest) left = [...sending.batch, ...buffer.takeLeft()];
    throw error;
  } finally {
    buffer.close();
    const { sourceUidValidity } = run.journal.pair(pairId);
    const bodies = left.flatMap((parcel) => ('body' in parcel ? [{ uid: parcel.row.uid, body: parcel.body }] : []));
    run.headways.of(pairId).bodies.keep(sourceUidValidity, bodies);
    hold.end();
  }
}

async function drain(
  { run, pairId, sessions, caution }: Pumping,
  buffer: BatchBuffer<Parcel | LargeParcel>,
  { hold, sending }: { readonly hold: BudgetHold; readonly sending: Sending },
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
    const most = Math.min(run.settings.batchMessages, session.maxBatchMessages, caution.perAppend);
    const batch = await buffer.next(most, run.batchSize.bytes);
    run.signal.throwIfAborted();
    if (!batch) return;
    sending.batch = batch;
    const bytes = batch.reduce((sum, parcel) => sum + bytesOf(parcel), 0);
    caution.sending(
      batch.map(({ row }) => row.uid),
      bytes,
    );
    await run.batchSize.measure(bytes, () => send(target, batch, caution));
    caution.sent();
    sending.batch = [];
    run.budgets.note('destination', session, bytes);
    hold.moved(
      'destination',
      batch.reduce((sum, { row }) => sum + row.size, 0),
    );
    buffer.release(batch.reduce((sum, parcel) => sum + parcel.bytes, 0));
    tellProgress(run, run.journal.pair(pairId), 'copying');
  }
}

/** Octets that it sends. */
function bytesOf(parcel: Parcel | LargeParcel): number {
  return 'octets' in parcel ? parcel.octets.length : parcel.bytes;
}

async function send(target: Target, batch: readonly (Parcel | LargeParcel)[], caution: Caution): Promise<void> {
  const [first] = batch;
  if (first && 'octets' in first) return appendLarge(target, first, caution);
  const parcels = batch.filter((parcel) => 'body' in parcel);
  await appendBatch(target, parcels);
  target.run.meter.bytes += parcels.reduce((sum, { bytes }) => sum + bytes, 0);
}

function flagsToSend(run: Run, pairId: number, row: JournalMessage, opened: OpenMailbox): readonly string[] {
  const { kept, dropped } = chooseFlags(row.flags, opened.permanentFlags);
  countDropped(run, pairId, dropped);
  return kept;
}

function parcelOf(run: Run, pairId: number, row: JournalMessage, body: Buffer, opened: OpenMailbox): Parcel {
  return {
    row,
    body,
    bytes: body.length,
    fingerprint: fingerprintOf(body),
    digest: digestOf(body),
    internalDate: dateToSend(row, body, run.clock.now()),
    flags: flagsToSend(run, pairId, row, opened),
  };
}
