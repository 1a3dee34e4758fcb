import Database from 'better-sqlite3';
import { JournalError, type JournalErrorKind } from '../engine/journal-error.ts';

/** Primary result codes (https://www.sqlite.org/rescode.html); extended codes begin with the name of theirs. */
const KINDS: readonly (readonly [code: string, kind: JournalErrorKind])[] = [
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_NOTADB', 'not-a-journal'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_IOERR_CORRUPTFS', 'damaged'],
  ['SQLITE_IOERR_SHORT_READ', 'damaged'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_IOERR', 'unreadable'],
  ['SQLITE_CANTOPEN', 'unreadable'],
  ['SQLITE_PERM', 'unreadable'],
  ['SQLITE_AUTH', 'unreadable'],
];

const SYSTEM_KINDS: Readonly<Record<string, JournalErrorKind>> = {
  ENOENT: 'not-found-folder',
  ENOTDIR: 'not-found-folder',
  EROFS: 'read-only',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'unreadable',
  EPERM: 'unreadable',
  EIO: 'unreadable',
  // A symbolic link that leads nowhere, or round in a circle; a name the system has no room for, or none at all.
  EEXIST: 'not-a-journal',
  ELOOP: 'not-a-journal',
  EISDIR: 'not-a-journal',
  ENXIO: 'not-a-journal',
  ENAMETOOLONG: 'not-a-journal',
  EINVAL: 'not-a-journal',
};
/** Node's own, for a path with NUL. */
const NO_PATH = 'ERR_INVALID_ARG_VALUE';

/** Makes a {@link JournalError} of what SQLite or the file system threw; anything else, a mistake of ours, stays as it is. */
export function translateError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof JournalError) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const kind =
    error instanceof Database.SqliteError
      ? KINDS.find(([prefix]) => code.startsWith(prefix))?.[1]
      : 'syscall' in error
        ? SYSTEM_KINDS[code]
        : code === NO_PATH
          ? 'not-a-journal'
          : undefined;
  return kind ? new JournalError(kind, file, `${code}: ${error.message}`, error) : error;
}
