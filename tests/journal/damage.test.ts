import Database from 'better-sqlite3';
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openJournal } from '../../main/journal/open-journal.ts';
import { startChild } from './support/child.ts';
import { newJournalFile } from './support/folder.ts';
import { kindOf, newMessage, onePair, print } from './support/sample.ts';

const PAGE = 4096;

function filled(): string {
  const file = newJournalFile();
  const journal = openJournal(file);
  const pair = onePair(journal);
  const messages = Array.from({ length: 2_000 }, (_, n) => newMessage(n + 1, { fingerprint: print(n % 256) }));
  journal.addMessages(pair, messages);
  journal.close();
  return file;
}

function change(file: string, at: number, bytes: Buffer): void {
  const content = readFileSync(file);
  bytes.copy(content, at);
  writeFileSync(file, content);
}

describe('a damaged file is reported and left as it is', () => {
  test.each([
    ['cut within the first page', 2_000],
    ['cut after the first page', PAGE],
    ['cut in the middle', 20 * PAGE + 17],
  ])('%s', (_name, length) => {
    const file = filled();
    truncateSync(file, length);
    const bytes = readFileSync(file);
    expect(kindOf(() => openJournal(file))).toBe('damaged');
    expect(readFileSync(file)).toEqual(bytes);
  });

  test('the schema overwritten', () => {
    const file = filled();
    change(file, 100, Buffer.alloc(8, 0xff));
    expect(kindOf(() => openJournal(file))).toBe('damaged');
  });

  test('any page overwritten', () => {
    const file = filled();
    const copy = newJournalFile();
    const pages = readFileSync(file).length / PAGE;
    for (let page = 1; page < pages; page += 7) {
      copyFileSync(file, copy);
      change(copy, page * PAGE, Buffer.alloc(16, 0xa5));
      expect(kindOf(() => openJournal(copy))).toBe('damaged');
    }
  });

  test('an index that says something else than its table, looked for after an unclean stop', () => {
    const file = filled();
    changeBehindIndex(file);
    openJournal(file).close();
    // Too short to hold anything: only a sign that nobody closed the journal.
    writeFileSync(`${file}-wal`, 'unclean');
    expect(kindOf(() => openJournal(file))).toBe('damaged');
  });
});

describe('the log a killed process left', () => {
  async function killed(): Promise<{ file: string; log: string }> {
    const file = newJournalFile();
    const child = await startChild('hold-journal.ts', file);
    await child.kill();
    return { file, log: `${file}-wal` };
  }

  test('is read to its end', async () => {
    const { file } = await killed();
    const journal = openJournal(file);
    expect(journal.counts(1).byStatus.waiting.messages).toBe(1);
    journal.close();
  });

  test.each([
    ['its header', 20],
    ['a frame’s header', 32 + 18],
    ['a page', 32 + 24 + 1_000],
  ])('with %s changed is reported, again and again', async (_name, at) => {
    const { file, log } = await killed();
    change(log, at, Buffer.from([readFileSync(log).readUInt8(at) ^ 0x10]));
    const bytes = readFileSync(log);
    expect(kindOf(() => openJournal(file))).toBe('damaged');
    expect(readFileSync(log)).toEqual(bytes);
    expect(kindOf(() => openJournal(file))).toBe('damaged');
  });

  test.each([
    ['cut within', (log: string, length: number) => truncateSync(log, length - 100)],
    ['only half written in', (log: string, length: number) => change(log, length - 100, Buffer.alloc(50, 1))],
  ])('%s its last transaction is a crash like any other', async (_name, tear) => {
    const { file, log } = await killed();
    tear(log, readFileSync(log).length);
    const journal = openJournal(file);
    expect(journal.pair(1).sourceUidValidity).toBe(1);
    expect(journal.counts(1).byStatus.waiting.messages).toBe(0);
    journal.close();
  });

  test('emptied file beside it', async () => {
    const { file, log } = await killed();
    truncateSync(file, 0);
    const bytes = readFileSync(log);
    expect(kindOf(() => openJournal(file))).toBe('damaged');
    expect(readFileSync(log)).toEqual(bytes);
  });
});

/** Changes a message while SQLite does not know of an index, so that the index says something else. */
function changeBehindIndex(file: string): void {
  const edit = (work: (database: Database.Database) => void): void => {
    const database = new Database(file);
    database.unsafeMode();
    database.pragma('writable_schema = ON');
    work(database);
    database.close();
  };
  let index: unknown[] = [];
  edit((database) => {
    const select = database.prepare<unknown[], unknown[]>(
      "SELECT * FROM sqlite_schema WHERE name = 'message_by_status'",
    );
    index = select.raw().get() ?? [];
    database.exec("DELETE FROM sqlite_schema WHERE name = 'message_by_status'");
  });
  edit((database) => {
    database.exec('UPDATE message SET size = size + 1 WHERE uid = 5');
    database.prepare('INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)').run(...index);
  });
}
