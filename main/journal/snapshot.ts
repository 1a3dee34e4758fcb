import Database from 'better-sqlite3';
import { chmodSync, closeSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { JournalConnection } from './connection.ts';

const DAY = 24 * 3_600_000;
const KEPT = 3;

/** Keeps a copy of the file as it is before a schema step, beside it. @throws JournalError */
export function snapshotBeforeStep(connection: JournalConnection, version: number): void {
  if (connection.database.memory) return;
  copyTo(connection, `${connection.file}.before-schema-${String(version).padStart(3, '0')}`);
}

/**
 * Keeps a copy of a journal older than a day, at most once a day; the three newest stay. A copy is worth having, not
 * worth refusing to work: without room for it there is none.
 * @param now milliseconds since 1970
 */
export function snapshotDaily(connection: JournalConnection, now: number): void {
  if (connection.database.memory || newest(connection) > now - DAY) return;
  const day = new Date(now).toISOString().slice(0, 10);
  try {
    copyTo(connection, `${connection.file}.snapshot-${day}`);
  } catch {
    return;
  }
  for (const old of snapshots(connection.file).slice(0, -KEPT)) rmSync(old, { force: true });
}

/** When the newest copy was made, or the journal itself begun. */
function newest(connection: JournalConnection): number {
  const last = snapshots(connection.file).at(-1);
  if (last) return statSync(last).mtimeMs;
  const begun = connection.read(() => connection.statement('SELECT min(created_at) FROM migration').pluck().get());
  return typeof begun === 'number' ? begun : Infinity;
}

/** Daily copies, oldest first. */
function snapshots(file: string): string[] {
  const folder = dirname(file);
  const prefix = `${basename(file)}.snapshot-`;
  const day = /^\d{4}-\d{2}-\d{2}$/;
  const names = readdirSync(folder).filter((name) => name.startsWith(prefix) && day.test(name.slice(prefix.length)));
  return names.toSorted().map((name) => join(folder, name));
}

function copyTo(connection: JournalConnection, target: string): void {
  const partial = `${target}.partial`;
  try {
    connection.bare((database) => {
      rmSync(partial, { force: true });
      // Made beforehand, because SQLite would make it readable for everybody.
      closeSync(openSync(partial, 'wx', 0o600));
      database.prepare('VACUUM INTO ?').run(partial);
      makeReconcile(partial, connection);
      chmodSync(partial, 0o600);
      renameSync(partial, target);
    });
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/**
 * A copy does not know what was copied after it was made. Whoever puts it back must compare with the destination first,
 * or those messages would arrive twice. Every schema has these two columns.
 */
function makeReconcile(file: string, connection: JournalConnection): void {
  const copy = new Database(file, { timeout: 0, ...connection.options });
  try {
    copy.prepare('UPDATE pair SET reconciled = 0 WHERE reconciled <> 0').run();
  } finally {
    copy.close();
  }
}
