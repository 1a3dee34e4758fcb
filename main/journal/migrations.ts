import type { LeftOut } from '../../shared/model/plan.ts';
import type { JournalMigration, Namespaces } from '../engine/journal-port.ts';
import type { JournalConnection } from './connection.ts';

/** Finds the move between two accounts or begins one. */
export function openMigration(connection: JournalConnection, sourceKey: string, destinationKey: string): number {
  return connection.write(() => {
    connection
      .statement(
        `INSERT INTO migration (source_key, destination_key, created_at) VALUES (?, ?, ?)
         ON CONFLICT (source_key, destination_key) DO NOTHING`,
      )
      .run(sourceKey, destinationKey, Date.now());
    const found = connection
      .statement<{ id: number }>('SELECT id FROM migration WHERE source_key = ? AND destination_key = ?')
      .get(sourceKey, destinationKey);
    if (!found) throw new Error('A migration just entered is not there');
    return found.id;
  });
}

/** Every move in this journal, in the order they were begun. */
export function migrations(connection: JournalConnection): readonly JournalMigration[] {
  const rows = connection.read(() => connection.statement<MigrationRow>('SELECT * FROM migration ORDER BY id').all());
  return rows.map((row) => ({
    id: row.id,
    sourceKey: row.source_key,
    destinationKey: row.destination_key,
    namespaces: namespacesOf(row),
  }));
}

interface MigrationRow {
  readonly id: number;
  readonly source_key: string;
  readonly destination_key: string;
  readonly source_prefix: string | null;
  readonly source_delimiter: string | null;
  readonly destination_prefix: string | null;
  readonly destination_delimiter: string | null;
}

function namespacesOf(row: MigrationRow): Namespaces | null {
  if (row.source_prefix === null || row.destination_prefix === null) return null;
  return {
    source: { prefix: row.source_prefix, delimiter: row.source_delimiter },
    destination: { prefix: row.destination_prefix, delimiter: row.destination_delimiter },
  };
}

/** Remembers how both accounts' names are taken apart. */
export function saveNamespaces(
  connection: JournalConnection,
  migration: number,
  { source, destination }: Namespaces,
): void {
  const ends = [source.prefix, source.delimiter, destination.prefix, destination.delimiter];
  connection.write(() => {
    connection
      .statement(
        `UPDATE migration SET source_prefix = ?, source_delimiter = ?, destination_prefix = ?, destination_delimiter = ?
         WHERE id = ?`,
      )
      .run(...ends, migration);
  });
}

/** Replaces the list of mailboxes left behind; to be called within a transaction. */
export function replaceLeftOut(connection: JournalConnection, migration: number, mailboxes: readonly LeftOut[]): void {
  connection.statement('DELETE FROM left_out WHERE migration = ?').run(migration);
  const insert = connection.statement(
    'INSERT INTO left_out (migration, position, source, reason, messages) VALUES (?, ?, ?, ?, ?)',
  );
  mailboxes.forEach((mailbox, position) => {
    insert.run(migration, position, mailbox.source, mailbox.reason, mailbox.messages);
  });
}

/** Mailboxes the last plan left behind, in its order. */
export function leftOut(connection: JournalConnection, migration: number): readonly LeftOut[] {
  return connection.read(() =>
    connection
      .statement<LeftOut>('SELECT source, reason, messages FROM left_out WHERE migration = ? ORDER BY position')
      .all(migration),
  );
}
