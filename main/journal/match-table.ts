import type { JournalConnection } from './connection.ts';

/** Sides in a match table. */
export const SOURCE = 0;
export const DESTINATION = 1;

/**
 * Name of the temporary table that holds the fingerprints of a pair in order: of its `waiting` messages and of its destination
 * listing. It lives in a temporary file, as long as the matching; sorting a million at once takes a second, where keeping them
 * sorted while they come in no order would take a minute.
 */
export function matchTable(pair: number): string {
  return `temp.to_match_${String(pair)}`;
}

/** Makes the table anew; to be called within a transaction. */
export function buildMatchTable(connection: JournalConnection, pair: number): void {
  dropMatchTable(connection, pair);
  connection.database.exec(
    `CREATE TABLE ${matchTable(pair)} (
       side INTEGER NOT NULL, fingerprint BLOB NOT NULL, uid INTEGER NOT NULL, PRIMARY KEY (side, fingerprint, uid)
     ) STRICT, WITHOUT ROWID`,
  );
  const fill = (select: string): void => {
    connection.database.prepare(`INSERT INTO ${matchTable(pair)} ${select} ORDER BY fingerprint, uid`).run({ pair });
  };
  fill(
    `SELECT ${String(SOURCE)}, fingerprint, uid FROM message
     WHERE pair = @pair AND source_uid_validity = (SELECT source_uid_validity FROM pair WHERE id = @pair)
       AND status = 0 AND fingerprint IS NOT NULL`,
  );
  fill(`SELECT ${String(DESTINATION)}, fingerprint, uid FROM destination_listing WHERE pair = @pair`);
}

export function hasMatchTable(connection: JournalConnection, pair: number): boolean {
  const name = matchTable(pair).replace('temp.', '');
  const found = connection.statement('SELECT 1 FROM temp.sqlite_schema WHERE name = ?').get(name);
  return found !== undefined;
}

export function dropMatchTable(connection: JournalConnection, pair: number): void {
  connection.database.exec(`DROP TABLE IF EXISTS ${matchTable(pair)}`);
}
