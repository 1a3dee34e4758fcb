import Database from 'better-sqlite3';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { openMoveBook } from '../../main/journal/book/open-move-book.ts';
import { bookKind, bookSteps } from '../../main/journal/book/schema.ts';
import { openConnection, openJournal } from '../../main/journal/open-journal.ts';
import { startChild } from './support/child.ts';
import { newJournalFile } from './support/folder.ts';
import { kindOf } from './support/sample.ts';

const DAY = 24 * 3_600_000;
const START = Date.UTC(2026, 2, 1, 12);

function beside(file: string): string[] {
  return readdirSync(dirname(file)).toSorted();
}

function contentBeside(file: string): string {
  return beside(file)
    .map((name) => readFileSync(join(dirname(file), name), 'latin1'))
    .join('\n');
}

describe('what is kept', () => {
  test('moves and settings, also after closing; the last word counts', () => {
    const file = newJournalFile();
    const { book, trouble } = openMoveBook(file);
    expect(trouble).toBeNull();
    expect(book.moves()).toEqual([]);
    expect(book.setting('theme')).toBeNull();
    book.saveMove('b', '{"n":1}');
    book.saveMove('a', '{"n":2}');
    book.saveMove('b', '{"n":3}');
    book.saveSetting('theme', '"light"');
    book.saveSetting('theme', '"dark"');
    book.close();
    const again = openMoveBook(file);
    expect(again.trouble).toBeNull();
    expect(again.book.moves()).toEqual([
      { key: 'a', json: '{"n":2}' },
      { key: 'b', json: '{"n":3}' },
    ]);
    expect(again.book.setting('theme')).toBe('"dark"');
    again.book.close();
  });

  test('for its owner only, copies included', () => {
    const file = newJournalFile();
    const { book } = openMoveBook(file);
    book.saveMove('a', '{}');
    book.close();
    openMoveBook(file).book.close();
    for (const name of beside(file)) expect(statSync(join(dirname(file), name)).mode & 0o777).toBe(0o600);
    expect(beside(file)).toHaveLength(2);
  });

  test('nothing that is named like a secret', () => {
    const connection = openConnection(newJournalFile(), bookSteps, {}, bookKind);
    const columns = connection.database
      .prepare('SELECT t.name, c.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c')
      .raw()
      .all();
    connection.close();
    expect(columns).toEqual([
      ['move', 'id'],
      ['move', 'json'],
      ['setting', 'name'],
      ['setting', 'json'],
      ...['account', 'direction', 'at', 'bytes'].map((column) => ['account_traffic', column]),
      ...['account', 'at', 'kind', 'direction', 'bytes', 'connections', 'until', 'went_on_at'].map((column) => [
        'account_refusal',
        column,
      ]),
    ]);
  });
});

describe('what is removed', () => {
  const SAID = 'anna@old.example';

  function used(): string {
    const file = newJournalFile();
    for (const day of [0, 1, 2]) {
      const { book } = openMoveBook(file, { now: () => START + day * DAY });
      book.saveMove('first', JSON.stringify({ typed: SAID }));
      book.saveMove('second', '{"typed":"other@old.example"}');
      book.saveSetting('place', '{"move":"first"}');
      book.close();
    }
    expect(beside(file)).toHaveLength(3);
    expect(contentBeside(file)).toContain(SAID);
    return file;
  }

  test('a move is in no file any more, and does not come back from a copy', () => {
    const file = used();
    const { book } = openMoveBook(file, { now: () => START + 3 * DAY });
    book.removeMove('first');
    expect(contentBeside(file)).not.toContain(SAID);
    expect(contentBeside(file)).toContain('other@old.example');
    book.close();
    writeFileSync(file, 'damaged');
    const again = openMoveBook(file);
    expect(again.trouble).toEqual({ kind: 'restored', snapshotAt: START + 3 * DAY });
    expect(again.book.moves().map(({ key }) => key)).toEqual(['second']);
    again.book.close();
  });

  test('everything: no move, no setting, no copy, no damaged file', () => {
    const file = used();
    writeFileSync(file, `damaged, but ${SAID} can be read`);
    const { book } = openMoveBook(file);
    expect(beside(file).some((name) => name.includes('.damaged-'))).toBe(true);
    book.clear();
    expect(book.moves()).toEqual([]);
    expect(book.setting('place')).toBeNull();
    expect(contentBeside(file)).not.toContain(SAID);
    book.saveMove('new', '{}');
    book.close();
    expect(beside(file)).toEqual([basename(file)]);
    const again = openMoveBook(file);
    expect(again.book.moves()).toHaveLength(1);
    again.book.close();
  });
});

describe('copies', () => {
  test('one a day, of the newest content at a start; three are kept', () => {
    const file = newJournalFile();
    for (let day = 0; day < 6; day++) {
      const { book } = openMoveBook(file, { now: () => START + day * DAY });
      book.saveMove(`m${String(day)}`, '{}');
      book.close();
    }
    const [, ...copies] = beside(file);
    expect(copies).toEqual(['04', '05', '06'].map((day) => `${basename(file)}.snapshot-2026-03-${day}`));
    const copy = new Database(join(dirname(file), copies.at(-1) ?? ''), { readonly: true });
    expect(copy.prepare('SELECT count(*) FROM move').pluck().get()).toBe(5);
    copy.close();
  });

  test('also while it stays open, once an hour', () => {
    const file = newJournalFile();
    let now = START;
    const { book } = openMoveBook(file, { now: () => now });
    const copies = (): number => beside(file).filter((name) => name.includes('snapshot')).length;
    book.saveMove('a', '{}');
    expect(copies()).toBe(0);
    now += 3_600_000;
    book.saveMove('a', '{}');
    expect(copies()).toBe(1);
    now += DAY;
    book.saveMove('a', '{}');
    expect(copies()).toBe(2);
    book.close();
  });
});

describe('one at a time', () => {
  test('a second one is refused while the first is open, and changes nothing', async () => {
    const file = newJournalFile();
    const { book } = openMoveBook(file);
    book.saveMove('a', '{}');
    expect(kindOf(() => openMoveBook(file))).toBe('busy');
    await expect(startChild('move-book-process.ts', file)).rejects.toThrow(/locked/);
    expect(book.moves()).toHaveLength(1);
    book.close();
  });

  test('a journal is not taken for a book but kept beside, nor a book for a journal', () => {
    const file = newJournalFile();
    openJournal(file).close();
    const { book, trouble } = openMoveBook(file);
    expect(trouble).toEqual({ kind: 'started-again', snapshotAt: null });
    book.close();
    expect(kindOf(() => openJournal(file))).toBe('not-a-journal');
    const kept = beside(file).find((name) => name.includes('.damaged-')) ?? '';
    openJournal(join(dirname(file), kept)).close();
  });
});

test('a book of a newer version is refused and left alone', () => {
  const file = newJournalFile();
  openConnection(file, [...bookSteps, { version: bookSteps.length + 1, sql: 'SELECT 1' }], {}, bookKind).close();
  const [bytes, files] = [readFileSync(file), beside(file)];
  expect(kindOf(() => openMoveBook(file))).toBe('newer');
  expect(readFileSync(file)).toEqual(bytes);
  expect(beside(file)).toEqual(files);
});

test('a missing folder is said', () => {
  expect(kindOf(() => openMoveBook(join(dirname(newJournalFile()), 'nowhere', 'moves.sqlite')))).toBe(
    'not-found-folder',
  );
});

test('it may be in memory only', () => {
  const { book } = openMoveBook(':memory:');
  book.saveMove('a', '{}');
  book.removeMove('a');
  book.clear();
  expect(book.moves()).toEqual([]);
  book.close();
  expect(existsSync(':memory:')).toBe(false);
});

test('killed in the middle, again and again: what was said to be saved is there', async () => {
  const file = newJournalFile();
  let said = 0;
  for (let kill = 0; kill < 6; kill++) {
    const child = await startChild('move-book-process.ts', file);
    // Once it is at work for certain, however slow the machine is; else nothing was tested.
    if (kill === 0) await child.says(9);
    await sleep(5 + Math.random() * 80);
    await child.kill();
    said = Math.max(said, ...child.lines.map((line) => Number(/^saved (\d+)/.exec(line)?.[1] ?? -1) + 1));
    const { book, trouble } = openMoveBook(file);
    expect(trouble).toBeNull();
    const moves = book.moves();
    // What was said last may have got lost with the process.
    expect(moves.length).toBeGreaterThanOrEqual(said);
    expect(moves.map(({ json }) => (JSON.parse(json) as { number: number }).number)).toEqual(moves.map((_, n) => n));
    book.close();
  }
  expect(said).toBeGreaterThan(6);
  rmSync(file);
});
