import type { JournalConnection } from './connection.ts';

interface Known {
  readonly id: number;
  readonly reads_from: string | null;
}

/**
 * A pair that is to read from another source mailbox than before begins anew, within the caller's transaction. What it has done stays
 * under UIDVALIDITYs below zero, which no server gives (RFC 9051 `nz-number`), so that it is not taken for rows of the other mailbox
 * and can be carried over.
 */
export function startOverElsewhere(
  connection: JournalConnection,
  migration: number,
  source: string,
  readsFrom: string | null,
): void {
  const known = connection
    .statement<Known>('SELECT id, reads_from FROM pair WHERE migration = ? AND source = ?')
    .get(migration, source);
  if (known === undefined || known.reads_from === readsFrom) return;
  for (const uidValidity of realUidValidities(connection, known.id)) setAsideRows(connection, known.id, uidValidity);
  connection
    .statement(
      `UPDATE pair SET source_uid_validity = NULL, indexed_uid_next = NULL, indexed_messages = NULL,
         source_highest_modseq = NULL, indexed_share = NULL, source_listed = NULL
       WHERE id = ?`,
    )
    .run(known.id);
}

/** Takes the rows of one UIDVALIDITY out of the way, to one below zero. Within the caller's transaction. */
export function setAsideRows(connection: JournalConnection, pair: number, uidValidity: number): void {
  connection
    .statement(
      `UPDATE message SET first_pair = NULL, source_uid_validity =
         (SELECT min(0, coalesce(min(source_uid_validity), 0)) - 1 FROM message WHERE pair = @pair)
       WHERE pair = @pair AND source_uid_validity = @uidValidity`,
    )
    .run({ pair, uidValidity });
}

function realUidValidities(connection: JournalConnection, pair: number): number[] {
  const rows = connection
    .statement('SELECT DISTINCT source_uid_validity FROM message WHERE pair = ? AND source_uid_validity > 0')
    .pluck()
    .all(pair);
  return rows as number[];
}
