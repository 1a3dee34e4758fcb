import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { AccountLedger } from '../../engine/account-ledger.ts';
import { sqliteLedger } from '../account-ledger.ts';
import type { JournalConnection } from '../connection.ts';
import { snapshotOfDay, snapshots } from '../snapshot.ts';

/** A document with the key it is kept under. */
export interface BookDocument {
  readonly key: string;
  readonly json: string;
}

/** Documents by key, in one file. Durable when a method returns, each method one transaction. @throws JournalError */
export interface Book {
  moves(): readonly BookDocument[];
  saveMove(id: string, json: string): void;
  removeMove(id: string): void;
  setting(name: string): string | null;
  saveSetting(name: string, json: string): void;
  /** What is remembered of the accounts of all moves. */
  readonly ledger: AccountLedger;
  clear(): void;
  close(): void;
}

const HOUR = 3_600_000;

/** The book over an open file. @param now milliseconds since 1970 */
export function sqliteBook(connection: JournalConnection, now: () => number): Book {
  let copiedAt = now();
  const keepCopy = (): void => {
    if (connection.database.memory || now() - copiedAt < HOUR) return;
    copiedAt = now();
    snapshotOfDay(connection, copiedAt);
  };
  return {
    moves: () =>
      connection.read(() => connection.statement<BookDocument>('SELECT id AS key, json FROM move ORDER BY id').all()),
    saveMove(id, json) {
      save(
        connection,
        'INSERT INTO move (id, json) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json',
        [id, json],
      );
      keepCopy();
    },
    removeMove(id) {
      save(connection, 'DELETE FROM move WHERE id = ?', [id]);
      forgetInCopies(connection, now());
    },
    setting: (name) =>
      connection.read(
        () => connection.statement<string>('SELECT json FROM setting WHERE name = ?').pluck().get(name) ?? null,
      ),
    saveSetting(name, json) {
      save(
        connection,
        'INSERT INTO setting (name, json) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET json = excluded.json',
        [name, json],
      );
    },
    ledger: sqliteLedger(connection),
    clear() {
      connection.write(() => {
        connection.statement('DELETE FROM move').run();
        connection.statement('DELETE FROM setting').run();
        connection.statement('DELETE FROM account_traffic').run();
        connection.statement('DELETE FROM account_refusal').run();
      });
      forgetEverywhere(connection);
    },
    close: () => connection.close(),
  };
}

function save(connection: JournalConnection, sql: string, values: readonly string[]): void {
  connection.write(() => connection.statement(sql).run(...values));
}

/** What a person removed must not come back from a copy: one without it takes the place of all others. */
function forgetInCopies(connection: JournalConnection, now: number): void {
  emptyLog(connection);
  if (connection.database.memory) return;
  const before = snapshots(connection.file);
  if (!snapshotOfDay(connection, now)) return;
  const newest = snapshots(connection.file).at(-1);
  for (const copy of before) if (copy !== newest) rmSync(copy, { force: true });
}

/** Every file beside the book that has something of what was in it: copies, and damaged ones. */
function forgetEverywhere(connection: JournalConnection): void {
  emptyLog(connection);
  if (connection.database.memory) return;
  const folder = dirname(connection.file);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(`${basename(connection.file)}.`)) rmSync(join(folder, name), { force: true, recursive: true });
  }
}

/** The log still has the pages as they were before. */
function emptyLog(connection: JournalConnection): void {
  connection.bare((database) => database.pragma('wal_checkpoint(TRUNCATE)'));
}
