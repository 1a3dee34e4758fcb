import type Database from 'better-sqlite3';
import type { FingerprintGroup, ListedAtDestination } from '../engine/journal-port.ts';
import type { JournalConnection } from './connection.ts';
import { dropMatchTables, hasMatchTables, matchTables, sortCommon } from './match-table.ts';
import { MESSAGE_COLUMNS, toMessage, type MessageRow } from './message-row.ts';
import { currentUidValidity } from './pairs.ts';

/**
 * Up to `limit` groups of `waiting` and unassigned listed messages with a common fingerprint above `after`.
 * The first page sorts both sides; what is entered later is seen by the next first page.
 */
export function commonFingerprints(
  connection: JournalConnection,
  pair: number,
  after: Buffer | null,
  limit: number,
): readonly FingerprintGroup[] {
  return connection.write(() => {
    if (after === null || !hasMatchTables(connection, pair)) sortCommon(connection, pair);
    const sorted = new SortedSides(connection, pair);
    const groups: FingerprintGroup[] = [];
    for (let next = sorted.next(after); next && groups.length < limit; next = sorted.next(next)) {
      const group = sorted.group(next);
      // Nothing may be left of either side, when it was matched since.
      if (group.source.length > 0 && group.destination.length > 0) groups.push(group);
    }
    if (groups.length === 0) dropMatchTables(connection, pair);
    return groups;
  });
}

/** Reads a pair's match tables. Its statements are not kept: they end with the tables. */
class SortedSides {
  readonly #connection: JournalConnection;
  readonly #next: Database.Statement;
  readonly #source: Database.Statement<unknown[], MessageRow>;
  readonly #destination: Database.Statement<unknown[], ListedAtDestination>;
  readonly #keys: { readonly pair: number; readonly uidValidity: number };

  constructor(connection: JournalConnection, pair: number) {
    const { database } = connection;
    const { waiting, listed } = matchTables(pair);
    this.#connection = connection;
    this.#keys = { pair, uidValidity: currentUidValidity(connection, pair) };
    this.#next = database
      .prepare(`SELECT fingerprint FROM ${waiting} WHERE fingerprint > ? ORDER BY fingerprint LIMIT 1`)
      .pluck();
    this.#source = database.prepare<unknown[], MessageRow>(
      `SELECT ${columnsOf('message')} FROM ${waiting} AS sorted
       CROSS JOIN message ON message.pair = @pair AND source_uid_validity = @uidValidity AND message.uid = sorted.uid
       WHERE sorted.fingerprint = @fingerprint AND status = 0 ORDER BY sorted.uid`,
    );
    this.#destination = database.prepare<unknown[], ListedAtDestination>(
      `SELECT there.uid, size, internal_date AS internalDate, there.fingerprint FROM ${listed} AS sorted
       CROSS JOIN destination_listing AS there ON there.pair = @pair AND there.uid = sorted.uid
       WHERE sorted.fingerprint = @fingerprint AND NOT EXISTS (
         SELECT 1 FROM message AS assigned
         WHERE assigned.pair = @pair AND source_uid_validity = @uidValidity AND destination_uid = there.uid)
       ORDER BY sorted.uid`,
    );
  }

  /** The first common fingerprint above `after`; a fingerprint is never empty. */
  next(after: Buffer | null): Buffer | null {
    const found = this.#next.get(after ?? Buffer.alloc(0));
    return Buffer.isBuffer(found) ? found : null;
  }

  group(fingerprint: Buffer): FingerprintGroup {
    const keys = { ...this.#keys, fingerprint };
    const source = this.#source.all(keys).map((row) => toMessage(this.#connection, row));
    return { fingerprint, source, destination: this.#destination.all(keys) };
  }
}

function columnsOf(table: string): string {
  return MESSAGE_COLUMNS.split(', ')
    .map((column) => `${table}.${column}`)
    .join(', ');
}
