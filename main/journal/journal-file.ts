import { accessSync, chmodSync, closeSync, constants, openSync, renameSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { JournalError } from '../engine/journal-error.ts';
import { translateError } from './translate-error.ts';

/** What was found where the journal should be. */
export interface FoundFile {
  /** Whether it was not closed properly: then its write-ahead log is still there. */
  readonly unclean: boolean;
}

/**
 * Looks at the file, and makes an empty one that only its owner may read when there is none.
 * It is never opened here when it exists: closing it again would lift the lock this very process may have on it (POSIX, fcntl).
 * @throws JournalError `not-found-folder`, `read-only`, `unreadable`, `not-a-journal`, `damaged`
 */
export function prepareFile(file: string): FoundFile {
  try {
    const found = statOf(file);
    const log = statOf(`${file}-wal`);
    requireWritable(dirname(file), file);
    if (!found) {
      create(file, log !== null);
      return { unclean: false };
    }
    if (!found.isFile()) throw new JournalError('not-a-journal', file, 'Not a file');
    requireWritable(file, file);
    const unclean = log !== null && log.size > 0;
    // SQLite would take it for a new file and delete the log.
    if (found.size === 0 && unclean) throw new JournalError('damaged', file, 'The file is empty but its log is not');
    return { unclean };
  } catch (error) {
    throw translateError(error, file);
  }
}

/** Takes the file, and what SQLite left beside it, away from everybody but its owner; where the file system knows no modes, this does nothing. */
export function makePrivate(file: string): void {
  for (const path of [file, `${file}-wal`, `${file}-shm`]) {
    const stats = statOf(path);
    if (stats && (stats.mode & 0o077) !== 0) chmodSync(path, 0o600);
  }
}

function create(file: string, logLeft: boolean): void {
  // A log whose journal was taken away belongs to that journal; SQLite would delete it.
  if (logLeft) renameSync(`${file}-wal`, `${file}-wal.left-over`);
  closeSync(openSync(file, 'wx', 0o600));
}

function statOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}

/** The folder too must be writable, for the write-ahead log. */
function requireWritable(path: string, journal: string): void {
  accessSync(path, constants.R_OK);
  try {
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new JournalError('read-only', journal, `${path} is not writable`, error);
  }
}
