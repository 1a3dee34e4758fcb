import { companionsIn } from './companions.ts';
import type { JournalConnection } from './connection.ts';

/**
 * Names of the temporary tables that hold fingerprints and UIDs of a pair in the order of the fingerprints: of its `waiting`
 * messages and of its destination listing. They live in a temporary file, as long as the matching. Sorting a million at once
 * takes a second or two, where keeping them sorted while they come in no order would take a minute.
 */
export function matchTables(pair: number): { readonly waiting: string; readonly listed: string } {
  return { waiting: `temp.waiting_${String(pair)}`, listed: `temp.listed_${String(pair)}` };
}

/**
 * Sorts the destination listing, without what belongs to other pairs with the same destination, and those `waiting` messages that share a fingerprint with it;
 * within a transaction. The others do not change meanwhile: only one pair of a destination is worked on at a time.
 */
export function sortCommon(connection: JournalConnection, pair: number): void {
  dropMatchTables(connection, pair);
  const { waiting, listed } = matchTables(pair);
  fill(
    connection,
    pair,
    listed,
    `SELECT fingerprint, uid FROM destination_listing WHERE pair = @pair${free(connection, pair)}`,
  );
  // The LIMIT keeps SQLite from looking up first and sorting later: in order, both sides are read from front to back.
  const sorted = `SELECT fingerprint, uid FROM (${WAITING} ORDER BY fingerprint, uid LIMIT -1) AS sorted`;
  const common = `EXISTS (SELECT 1 FROM ${listed} AS listed WHERE listed.fingerprint = sorted.fingerprint)`;
  fill(connection, pair, waiting, `${sorted} WHERE ${common}`);
}

export function hasMatchTables(connection: JournalConnection, pair: number): boolean {
  const name = matchTables(pair).listed.replace('temp.', '');
  return connection.statement('SELECT 1 FROM temp.sqlite_schema WHERE name = ?').get(name) !== undefined;
}

export function dropMatchTables(connection: JournalConnection, pair: number): void {
  const { waiting, listed } = matchTables(pair);
  connection.database.exec(`DROP TABLE IF EXISTS ${waiting}; DROP TABLE IF EXISTS ${listed};`);
}

/** A condition that leaves out what other pairs have put into, or found in, the same mailbox. Both numbers are our own. */
function free(connection: JournalConnection, pair: number): string {
  const taken = companionsIn(connection)
    .rowsOf(pair)
    .map(
      (rows) =>
        `SELECT destination_uid FROM message
         WHERE pair = ${String(rows.pair)} AND source_uid_validity = ${String(rows.uidValidity)}
           AND destination_uid IS NOT NULL`,
    );
  return taken.map((uids) => ` AND uid NOT IN (${uids})`).join('');
}

const WAITING = `SELECT fingerprint, uid FROM message INDEXED BY message_by_status
  WHERE pair = @pair AND source_uid_validity = (SELECT source_uid_validity FROM pair WHERE id = @pair)
    AND status = 0 AND fingerprint IS NOT NULL`;

function fill(connection: JournalConnection, pair: number, table: string, select: string): void {
  const columns = 'fingerprint BLOB NOT NULL, uid INTEGER NOT NULL, PRIMARY KEY (fingerprint, uid)';
  connection.database.exec(`CREATE TABLE ${table} (${columns}) STRICT, WITHOUT ROWID`);
  connection.database.prepare(`INSERT INTO ${table} ${select} ORDER BY fingerprint, uid`).run({ pair });
}
