import { JournalError } from '../engine/journal-error.ts';
import type { JournalConnection } from './connection.ts';

/** The schema version the file has; 0 for an empty one. */
export function userVersion(connection: JournalConnection): number {
  return connection.bare((database) => database.pragma('user_version', { simple: true })) as number;
}

/**
 * Decides what the file is before anything is written to it.
 * @returns `empty` for a file that holds nothing yet, also one whose creation was interrupted
 * @throws JournalError `not-a-journal`, `newer`, `busy`, `damaged`
 */
export function recognise(connection: JournalConnection, newest: number): 'empty' | 'journal' {
  const id = connection.bare((database) => database.pragma('application_id', { simple: true }));
  const version = userVersion(connection);
  const ours = connection.kind.applicationId;
  if (id === ours) {
    if (version > newest) {
      throw new JournalError('newer', connection.file, `Schema ${String(version)}; known up to ${String(newest)}`);
    }
    if (version > 0) return 'journal';
  }
  const objects = connection.bare((database) => database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
  if ((id === 0 || id === ours) && version === 0 && objects === 0) return 'empty';
  throw new JournalError('not-a-journal', connection.file, 'The file is a database of another program');
}

/** Marks an empty file as ours. */
export function claim(connection: JournalConnection): void {
  connection.bare((database) => database.pragma(`application_id = ${String(connection.kind.applicationId)}`));
}
