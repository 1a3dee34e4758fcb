import type { PairCounts } from '../engine/journal-port.ts';
import { codeOf, STATUSES } from './message-row.ts';
import type { JournalConnection } from './connection.ts';

interface Sum {
  messages: number;
  bytes: number;
}

/** What a message adds to the counts. */
export interface Counted {
  readonly status: number;
  readonly size: number;
  /** Bytes that were in our hands; null where none were. */
  readonly length: number | null;
  readonly already_there: number;
}

interface Sums {
  readonly byStatus: readonly Sum[];
  readonly alreadyThere: Sum;
}

/**
 * Counts by pair, asked for many times a second. Read once from the index, then kept in step with every change;
 * forgotten, and read again when next needed, whenever a change is too large to follow or did not happen.
 */
export class Tally {
  readonly #connection: JournalConnection;
  readonly #pairs = new Map<number, Sums>();

  constructor(connection: JournalConnection) {
    this.#connection = connection;
  }

  counts(pair: number): PairCounts {
    const { byStatus, alreadyThere } = this.#pairs.get(pair) ?? this.#load(pair);
    const of = (code: number): Sum => ({ messages: 0, bytes: 0, ...byStatus[code] });
    const [waiting, intended, copied] = [of(0), of(1), of(2)];
    const [verified, skipped, failed] = [of(3), of(4), of(5)];
    return {
      byStatus: { waiting, intended, copied, verified, skipped, failed },
      alreadyThere: { ...alreadyThere },
    };
  }

  forget(pair: number): void {
    this.#pairs.delete(pair);
  }

  /** Follows one message from one state to another; null where it was not there before. */
  follow(pair: number, before: Counted | null, after: Counted): void {
    const sums = this.#pairs.get(pair);
    if (!sums) return;
    if (before) add(sums, before, -1);
    add(sums, after, 1);
  }

  /** One message is no longer known. */
  unfollow(pair: number, before: Counted): void {
    const sums = this.#pairs.get(pair);
    if (sums) add(sums, before, -1);
  }

  #load(pair: number): Sums {
    const sums: Sums = { byStatus: STATUSES.map(() => ({ messages: 0, bytes: 0 })), alreadyThere: noMessages() };
    const rows = this.#connection.read(() =>
      this.#connection
        .statement<Counted & { messages: number }>(
          `SELECT status, already_there, sum(size) AS size, sum(coalesce(length, size)) AS length, count(*) AS messages FROM message INDEXED BY message_by_status
           WHERE pair = @pair AND source_uid_validity = (SELECT source_uid_validity FROM pair WHERE id = @pair)
           GROUP BY status, already_there`,
        )
        .all({ pair }),
    );
    for (const row of rows) add(sums, row, row.messages, bytesOf(row));
    this.#pairs.set(pair, sums);
    return sums;
  }
}

/** What has arrived counts with the bytes that travelled, everything else with what the source says: a hint. */
function bytesOf({ status, size, length }: Counted): number {
  return isArrived(status) ? (length ?? size) : size;
}

function isArrived(status: number): boolean {
  return status === codeOf('copied') || status === codeOf('verified');
}

/** Adds messages of one kind; `bytes` when they are several. */
function add(sums: Sums, counted: Counted, messages: number, bytes = messages * bytesOf(counted)): void {
  const grow = (sum: Sum | undefined): void => {
    if (!sum) return;
    sum.messages += messages;
    sum.bytes += bytes;
  };
  grow(sums.byStatus[counted.status]);
  if (isArrived(counted.status) && counted.already_there === 1) grow(sums.alreadyThere);
}

function noMessages(): Sum {
  return { messages: 0, bytes: 0 };
}
