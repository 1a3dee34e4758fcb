import type Database from 'better-sqlite3';
import type { FingerprintGroup, ListedAtDestination } from '../engine/journal-port.ts';
import type { JournalConnection } from './connection.ts';
import { buildMatchTable, DESTINATION, dropMatchTable, hasMatchTable, matchTable, SOURCE } from './match-table.ts';
import { MESSAGE_COLUMNS, toMessage, type MessageRow } from './message-row.ts';
import { currentUidValidity } from './pairs.ts';

/**
 * Up to `limit` groups of `waiting` and unassigned listed messages with a common fingerprint above `after`.
 * Both sides are sorted, so each in turn jumps to where the other stands; neither is read as a whole.
 * The first page sorts them; what is entered later is seen by the next first page.
 */
export function commonFingerprints(
  connection: JournalConnection,
  pair: number,
  after: Buffer | null,
  limit: number,
): readonly FingerprintGroup[] {
  return connection.write(() => {
    if (after === null || !hasMatchTable(connection, pair)) buildMatchTable(connection, pair);
    const sorted = new SortedSides(connection, pair);
    const groups: FingerprintGroup[] = [];
    let next = sorted.next(SOURCE, after, after === null);
    while (next && groups.length < limit) {
      const there = sorted.next(DESTINATION, next, true);
      if (!there) break;
      if (there.equals(next)) {
        const group = sorted.group(next);
        if (group.source.length > 0 && group.destination.length > 0) groups.push(group);
        next = sorted.next(SOURCE, next, false);
      } else {
        next = sorted.next(SOURCE, there, true);
      }
    }
    if (groups.length === 0) dropMatchTable(connection, pair);
    return groups;
  });
}

/** Reads a pair's match table. Its statements are not kept: they end with the table. */
class SortedSides {
  readonly #connection: JournalConnection;
  readonly #atOrAbove: Database.Statement;
  readonly #above: Database.Statement;
  readonly #source: Database.Statement<unknown[], MessageRow>;
  readonly #destination: Database.Statement<unknown[], ListedAtDestination>;
  readonly #keys: { readonly pair: number; readonly uidValidity: number };

  constructor(connection: JournalConnection, pair: number) {
    const { database } = connection;
    const table = matchTable(pair);
    const first = (comparison: string): string =>
      `SELECT fingerprint FROM ${table} WHERE side = ? AND fingerprint ${comparison} ? ORDER BY fingerprint LIMIT 1`;
    this.#connection = connection;
    this.#keys = { pair, uidValidity: currentUidValidity(connection, pair) };
    this.#atOrAbove = database.prepare(first('>=')).pluck();
    this.#above = database.prepare(first('>')).pluck();
    this.#source = database.prepare<unknown[], MessageRow>(
      `SELECT ${columnsOf('message')} FROM ${table} AS sorted
       CROSS JOIN message ON message.pair = @pair AND source_uid_validity = @uidValidity AND message.uid = sorted.uid
       WHERE side = ${String(SOURCE)} AND sorted.fingerprint = @fingerprint AND status = 0 ORDER BY sorted.uid`,
    );
    this.#destination = database.prepare<unknown[], ListedAtDestination>(
      `SELECT listed.uid, size, internal_date AS internalDate, listed.fingerprint FROM ${table} AS sorted
       CROSS JOIN destination_listing AS listed ON listed.pair = @pair AND listed.uid = sorted.uid
       WHERE side = ${String(DESTINATION)} AND sorted.fingerprint = @fingerprint AND NOT EXISTS (
         SELECT 1 FROM message AS assigned
         WHERE assigned.pair = @pair AND source_uid_validity = @uidValidity AND destination_uid = listed.uid)
       ORDER BY sorted.uid`,
    );
  }

  /** The first fingerprint of a side above `from`, or at it when `inclusive`. */
  next(side: number, from: Buffer | null, inclusive: boolean): Buffer | null {
    const found = (inclusive ? this.#atOrAbove : this.#above).get(side, from ?? Buffer.alloc(0));
    return Buffer.isBuffer(found) ? found : null;
  }

  /** What has this fingerprint and is not matched, which may be nothing any more. */
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
