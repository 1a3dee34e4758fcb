import type { ListedAtDestination } from '../engine/journal-port.ts';
import { companionsIn } from './companions.ts';
import type { JournalConnection } from './connection.ts';
import { dropMatchTables } from './match-table.ts';
import { currentUidValidity } from './pairs.ts';

/** Forgets what was listed, before a new listing. */
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

/** Destination UIDs from `fromUid` on that belong to a message of the pair, or of another one with the same destination. */
export function assignedDestinationUids(
  connection: JournalConnection,
  pair: number,
  { fromUid, withFormer }: { readonly fromUid: number; readonly withFormer: boolean },
): ReadonlySet<number> {
  const uids = connection.read(() => {
    const find = connection
      .statement(
        `SELECT destination_uid FROM message
         WHERE pair = @pair AND source_uid_validity = @uidValidity AND destination_uid >= @fromUid`,
      )
      .pluck();
    const companions = companionsIn(connection);
    const own = withFormer ? companions.ownRows(pair) : [{ pair, uidValidity: currentUidValidity(connection, pair) }];
    return [...own, ...companions.rowsOf(pair)].flatMap((rows) => find.all({ ...rows, fromUid }));
  });
  return new Set(uids as number[]);
}
