import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { JournalError } from '../../engine/journal-error.ts';
import type { ConnectionOptions, JournalConnection } from '../connection.ts';
import { openConnection } from '../open-journal.ts';
import { snapshotOfDay, snapshots } from '../snapshot.ts';
import { putBack, removeFile, setAside } from './replace-file.ts';
import { bookKind, bookSteps } from './schema.ts';
import { sqliteBook, type Book } from './sqlite-book.ts';

/** How the book is opened. */
export interface BookOptions extends ConnectionOptions {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** A book that was opened, and what it took. */
export interface OpenedBook {
  readonly book: Book;
  /** `restored`: it was damaged or gone, this is the last good copy, made at `snapshotAt`. `started-again`: there was none. */
  readonly trouble: { readonly kind: 'restored' | 'started-again'; readonly snapshotAt: number | null } | null;
}

/**
 * Opens the list of moves and settings, or begins one. It belongs to this caller until `close` or the end of the process.
 * A damaged file is kept beside as `*.damaged-<time>`, and the last good copy takes its place.
 * @param file path, or `:memory:`
 * @throws JournalError for everything but damage; the file then says what it said before
 */
export function openMoveBook(file: string, options: BookOptions = {}): OpenedBook {
  const { now = Date.now, ...rest } = options;
  const path = file === ':memory:' ? file : resolve(file);
  const { connection, trouble } = openOrRestore(path, rest, now);
  // A page of what was removed must not stay in the file.
  connection.bare((database) => database.pragma('secure_delete = ON'));
  if (path !== ':memory:' && isWorthACopy(connection)) snapshotOfDay(connection, now());
  return { book: sqliteBook(connection, now), trouble };
}

function open(path: string, options: ConnectionOptions): JournalConnection {
  return openConnection(path, bookSteps, options, bookKind);
}

function openOrRestore(
  path: string,
  options: ConnectionOptions,
  now: () => number,
): { connection: JournalConnection; trouble: OpenedBook['trouble'] } {
  if (path === ':memory:') return { connection: open(path, options), trouble: null };
  const isLost = !existsSync(path) && copiesOf(path).length > 0;
  if (!isLost) {
    try {
      return { connection: open(path, options), trouble: null };
    } catch (error) {
      if (!isDamage(error)) throw error;
      setAside(path, now());
    }
  }
  // Also where the last process ended right here: the file is gone then, and its copies are not.
  return restore(path, options) ?? { connection: open(path, options), trouble: startedAgain };
}

const startedAgain = { kind: 'started-again', snapshotAt: null } as const;

/** Puts the newest copy back that is in order; null when none is. */
function restore(path: string, options: ConnectionOptions): ReturnType<typeof openOrRestore> | null {
  for (const copy of copiesOf(path).toReversed()) {
    const snapshotAt = putBack(path, copy);
    try {
      return { connection: open(path, options), trouble: { kind: 'restored', snapshotAt } };
    } catch (error) {
      if (!isDamage(error)) throw error;
      removeFile(path);
    }
  }
  return null;
}

function copiesOf(path: string): readonly string[] {
  return existsSync(dirname(path)) ? snapshots(path) : [];
}

function isDamage(error: unknown): boolean {
  return error instanceof JournalError && (error.kind === 'damaged' || error.kind === 'not-a-journal');
}

/** A list without moves is no loss. */
function isWorthACopy(connection: JournalConnection): boolean {
  return connection.read(() => connection.statement('SELECT 1 FROM move LIMIT 1').get() !== undefined);
}
