import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { JournalError } from '../engine/journal-error.ts';
import type { ConnectionOptions } from './connection.ts';
import { translateError } from './translate-error.ts';

/**
 * Locks a file against all other processes. Node has no lock of its own, so that SQLite takes the system's: it belongs to the process, and
 * the system lifts it when the process dies, however it dies. The file stays empty, and stays where it is: whoever removed it while another
 * process opens it would let two in. Its folder is made where there is none.
 * @returns what gives it back
 * @throws JournalError `busy` while another process holds it; others when nobody can
 */
export function lockFile(path: string, options: ConnectionOptions = {}): () => void {
  let database: Database.Database | null = null;
  try {
    makePrivateFolder(dirname(path));
    create(path);
    // No waiting: nobody holds it for a moment only.
    database = new Database(path, { timeout: 0, fileMustExist: true, ...options });
    // Nothing is ever written, so that there is nothing to take back: no second file.
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
    const locked = database;
    return () => locked.close();
  } catch (error) {
    database?.close();
    throw asJournalError(error, path);
  }
}

function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if ((statSync(folder).mode & 0o077) !== 0) chmodSync(folder, 0o700);
}

/** For its owner only. A file that is there is not opened: closing it would lift a lock that this process holds. */
function create(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/** Whatever the system says of the file, it is no fault of ours. */
function asJournalError(error: unknown, path: string): unknown {
  const translated = translateError(error, path);
  if (translated instanceof JournalError || !(error instanceof Error)) return translated;
  return 'syscall' in error || error instanceof Database.SqliteError
    ? new JournalError('unreadable', path, error.message, error)
    : translated;
}
