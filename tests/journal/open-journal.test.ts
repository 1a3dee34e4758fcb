import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { JournalError } from '../../main/engine/journal-error.ts';
import { openConnection, openJournal } from '../../main/journal/open-journal.ts';
import { schemaSteps } from '../../main/journal/schema/steps.ts';
import { startChild } from './support/child.ts';
import { newJournalFile } from './support/folder.ts';
import { kindOf, newMessage, onePair } from './support/sample.ts';
import { canMount } from '../support/small-disk.ts';

describe('a journal that is not there yet', () => {
  test('is begun, for its owner only', () => {
    const file = newJournalFile();
    const journal = openJournal(file);
    journal.addMessages(onePair(journal), [newMessage(1)]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(`${file}-wal`).mode & 0o777).toBe(0o600);
    journal.close();
    expect(readdirSync(dirname(file))).toEqual(['journal.sqlite']);
  });

  test('has durable settings', () => {
    const connection = openConnection(newJournalFile(), schemaSteps);
    const pragma = (name: string): unknown => connection.database.pragma(name, { simple: true });
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('trusted_schema')).toBe(0);
    expect(pragma('cell_size_check')).toBe(1);
    expect(pragma('checkpoint_fullfsync')).toBe(1);
    expect(pragma('user_version')).toBe(schemaSteps.length);
    connection.close();
  });

  test('needs its folder', () => {
    expect(kindOf(() => openJournal(join(dirname(newJournalFile()), 'nowhere', 'journal.sqlite')))).toBe(
      'not-found-folder',
    );
  });

  test('may be an empty file', () => {
    const file = newJournalFile();
    writeFileSync(file, '', { mode: 0o644 });
    openJournal(file).close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('is taken away from others before its log is made, and so is a log that was left', () => {
    const file = newJournalFile();
    openJournal(file).close();
    chmodSync(file, 0o666);
    const journal = openJournal(file);
    onePair(journal);
    expect(statSync(`${file}-wal`).mode & 0o777).toBe(0o600);
    journal.close();
  });

  test('may be in memory only', () => {
    const journal = openJournal(':memory:');
    expect(onePair(journal)).toBe(1);
    journal.close();
  });

  test('does not swallow the log of a journal that was taken away', () => {
    const file = newJournalFile();
    writeFileSync(`${file}-wal`, 'what is left of it');
    openJournal(file).close();
    expect(readFileSync(`${file}-wal.left-over`, 'utf8')).toBe('what is left of it');
  });
});

describe('a file that is no journal is refused and left alone', () => {
  test.each([
    ['random bytes', () => randomBytes(20_000)],
    ['a few bytes', () => Buffer.from('hello')],
    ['text', () => Buffer.from('Dear diary,\n'.repeat(5_000))],
  ])('%s', (_name, content) => {
    const file = newJournalFile();
    const bytes = content();
    writeFileSync(file, bytes);
    expect(kindOf(() => openJournal(file))).toBe('not-a-journal');
    expect(readFileSync(file)).toEqual(bytes);
  });

  test('the database of another program', () => {
    const file = newJournalFile();
    const other = new Database(file);
    other.exec('CREATE TABLE pair (id INTEGER PRIMARY KEY)');
    other.close();
    const bytes = readFileSync(file);
    expect(kindOf(() => openJournal(file))).toBe('not-a-journal');
    expect(readFileSync(file)).toEqual(bytes);
  });

  test('a folder', () => {
    const file = newJournalFile();
    mkdirSync(file);
    expect(kindOf(() => openJournal(file))).toBe('not-a-journal');
  });
});

test('a newer journal is refused and left alone', () => {
  const file = newJournalFile();
  const newer = openConnection(file, [...schemaSteps, { version: schemaSteps.length + 1, sql: 'SELECT 1' }]);
  newer.close();
  const bytes = readFileSync(file);
  expect(kindOf(() => openJournal(file))).toBe('newer');
  expect(readFileSync(file)).toEqual(bytes);
});

describe('one writer', () => {
  test('a second one in this process is refused, and the first goes on', () => {
    const file = newJournalFile();
    const journal = openJournal(file);
    const pair = onePair(journal);
    expect(kindOf(() => openJournal(file))).toBe('busy');
    journal.addMessages(pair, [newMessage(1)]);
    expect(kindOf(() => openJournal(file))).toBe('busy');
    journal.close();
    openJournal(file).close();
  });

  test('another process is refused at once; a killed one is in nobody’s way', async () => {
    const file = newJournalFile();
    const child = await startChild('hold-journal.ts', file);
    const began = performance.now();
    expect(kindOf(() => openJournal(file))).toBe('busy');
    // SQLite's own patience is five seconds.
    expect(performance.now() - began).toBeLessThan(4_000);
    expect(existsSync(`${file}-wal`)).toBe(true);
    await child.kill();
    const journal = openJournal(file);
    expect(journal.counts(1).byStatus.waiting.messages).toBe(1);
    journal.close();
  });

  test('what the first holds is closed to another process after a refusal too', async () => {
    const file = newJournalFile();
    const journal = openJournal(file);
    expect(kindOf(() => openJournal(file))).toBe('busy');
    await expect(startChild('hold-journal.ts', file)).rejects.toThrow(/busy/);
    journal.close();
  });
});

describe('read-only', () => {
  const isRoot = process.getuid?.() === 0;

  test.skipIf(isRoot)('file', () => {
    const file = newJournalFile();
    openJournal(file).close();
    chmodSync(file, 0o400);
    expect(kindOf(() => openJournal(file))).toBe('read-only');
  });

  test.skipIf(isRoot)('folder', () => {
    const file = newJournalFile();
    openJournal(file).close();
    chmodSync(dirname(file), 0o500);
    expect(kindOf(() => openJournal(file))).toBe('read-only');
    chmodSync(dirname(file), 0o700);
  });

  const mounts = isRoot && process.platform === 'linux' && canMount;
  test.skipIf(!mounts)('file system (needs root, to mount one)', () => {
    const file = newJournalFile();
    const folder = dirname(file);
    mount(['-t', 'tmpfs', 'tmpfs', folder]);
    try {
      openJournal(file).close();
      mount(['-o', 'remount,ro', folder]);
      expect(kindOf(() => openJournal(file))).toBe('read-only');
      const missing = join(folder, 'new.sqlite');
      expect(() => openJournal(missing)).toThrow(expect.objectContaining({ kind: 'read-only', file: missing }));
    } finally {
      spawnSync('umount', [folder]);
    }
  });
});

test('an error names the file', () => {
  const file = newJournalFile();
  writeFileSync(file, 'hello');
  expect(() => openJournal(file)).toThrow(JournalError);
  try {
    openJournal(file);
  } catch (error) {
    expect(error).toMatchObject({ file, kind: 'not-a-journal' });
  }
});

function mount(args: readonly string[]): void {
  const { status, stderr } = spawnSync('mount', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
