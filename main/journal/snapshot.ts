import Database from 'better-sqlite3';
import { chmodSync, closeSync, openSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
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
  const { kind, database } = connection;
  if (kind.begunAt === null || database.memory || newest(connection, kind.begunAt) > now - DAY) return;
  snapshotOfDay(connection, now);
}

/**
 * Keeps a copy as that of the day, in place of an earlier one of the same day.
 * @param now milliseconds since 1970
 * @returns whether there was room for it
 */
export function snapshotOfDay(connection: JournalConnection, now: number): boolean {
  const copy = `${connection.file}.snapshot-${new Date(now).toISOString().slice(0, 10)}`;
  try {
    copyTo(connection, copy);
    utimesSync(copy, now / 1000, now / 1000);
  } catch {
    return false;
  }
  for (const old of snapshots(connection.file).slice(0, -KEPT)) rmSync(old, { force: true });
  return true;
}

/** When the newest copy was made, or what it would keep begun. */
function newest(connection: JournalConnection, begunAt: string): number {
  const last = snapshots(connection.file).at(-1);
  if (last) return statSync(last).mtimeMs;
  const begun = connection.read(() => connection.statement(begunAt).pluck().get());
  return typeof begun === 'number' ? begun : Infinity;
}

/** Daily copies, oldest first. */
export function snapshots(file: string): string[] {
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
      if (connection.kind.onCopy !== null) change(partial, connection.kind.onCopy, connection);
      chmodSync(partial, 0o600);
      renameSync(partial, target);
    });
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

function change(file: string, sql: string, { options }: JournalConnection): void {
  const copy = new Database(file, { timeout: 0, ...options });
  try {
    copy.exec(sql);
  } finally {
    copy.close();
  }
}
