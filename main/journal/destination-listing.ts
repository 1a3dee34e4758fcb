import type { ListedAtDestination } from '../engine/journal-port.ts';
import type { JournalConnection } from './connection.ts';
import { dropMatchTables } from './match-table.ts';

const CURRENT = '(SELECT source_uid_validity FROM pair WHERE id = @pair)';
export function clearDestinationListing(connection: JournalConnection, pair: number): void {
  connection.write(() => {
    dropMatchTables(connection, pair);
    connection.statement('DELETE FROM destination_listing WHERE pair = ?').run(pair);
  });
}

export function addDestinationListing(
  connection: JournalConnection,
  pair: number,
  messages: readonly ListedAtDestination[],
): void {
  connection.write(() => {
    const insert = connection.statement(
      'INSERT OR REPLACE INTO destination_listing (pair, fingerprint, uid, size, internal_date) VALUES (?, ?, ?, ?, ?)',
    );
    for (const { fingerprint, uid, size, internalDate } of messages) {
      insert.run(pair, fingerprint, uid, size, internalDate);
    }
  });
}

/** Destination UIDs from `fromUid` on that belong to a message of the pair. */
export function assignedDestinationUids(
  connection: JournalConnection,
  pair: number,
  fromUid: number,
): ReadonlySet<number> {
  const uids = connection.read(() =>
    connection
      .statement(
        `SELECT destination_uid FROM message
         WHERE pair = @pair AND source_uid_validity = ${CURRENT} AND destination_uid >= @fromUid`,
      )
      .pluck()
      .all({ pair, fromUid }),
  );
  return new Set(uids as number[]);
}
