import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openMoveBook } from '../../main/journal/book/open-move-book.ts';
import { startChild } from './support/child.ts';
import { newJournalFile } from './support/folder.ts';
import { kindOf } from './support/sample.ts';
import { canMount, smallDisk } from '../support/small-disk.ts';

const DAY = 24 * 3_600_000;
const START = Date.UTC(2026, 2, 1, 12);
const PAGE = 4096;

/** A book of many pages with three copies, of one, two and three days. */
function filled(): string {
  const file = newJournalFile();
  for (let day = 0; day < 4; day++) {
    const { book } = openMoveBook(file, { now: () => START + day * DAY });
    for (let n = 0; n < 20; n++) book.saveMove(`d${String(day)}n${String(n)}`, JSON.stringify('x'.repeat(900)));
    book.close();
  }
  return file;
}

function named(file: string, part: string): string[] {
  return readdirSync(dirname(file))
    .filter((name) => name.startsWith(`${basename(file)}.${part}`))
    .toSorted()
    .map((name) => join(dirname(file), name));
}

function flip(file: string, at: number): void {
  const content = readFileSync(file);
  for (let byte = at; byte < at + 16; byte++) content[byte] = (content[byte] ?? 0) ^ 0xff;
  writeFileSync(file, content);
}

/** Opens it and says what it took and how many moves it knows. */
function opened(file: string): { trouble: ReturnType<typeof openMoveBook>['trouble']; moves: number } {
  const { book, trouble } = openMoveBook(file, { now: () => START + 4 * DAY });
  const moves = book.moves().length;
  book.saveSetting('works', 'true');
  book.close();
  return { trouble, moves };
}

describe('a damaged book', () => {
  test.each<readonly [string, (file: string) => void]>([
    ['its header flipped', (file) => flip(file, 0)],
    ['its schema flipped', (file) => flip(file, 100)],
    ['a page flipped', (file) => flip(file, 3 * PAGE)],
    ['cut within the first page', (file) => truncateSync(file, 2_000)],
    ['cut in the middle', (file) => truncateSync(file, 5 * PAGE + 17)],
    ['overwritten by something else', (file) => writeFileSync(file, 'Dear diary,\n'.repeat(5_000))],
  ])('%s: kept beside, and the newest copy takes its place', (_name, damage) => {
    const file = filled();
    damage(file);
    const bytes = readFileSync(file);
    expect(opened(file)).toEqual({ trouble: { kind: 'restored', snapshotAt: START + 3 * DAY }, moves: 60 });
    const kept = named(file, 'damaged-');
    expect(kept.map((one) => basename(one))).toEqual([`${basename(file)}.damaged-2026-03-05T12-00-00`]);
    expect(readFileSync(kept[0] ?? '')).toEqual(bytes);
    // From now on nothing is the matter.
    expect(opened(file)).toEqual({ trouble: null, moves: 60 });
  });

  test('a copy that is damaged itself is passed over', () => {
    const file = filled();
    truncateSync(file, 100);
    const [, second, newest] = named(file, 'snapshot-');
    flip(newest ?? '', 3 * PAGE);
    flip(second ?? '', 0);
    expect(opened(file)).toEqual({ trouble: { kind: 'restored', snapshotAt: START + DAY }, moves: 20 });
  });

  test.each([0, 3])('without a copy that is in order it is begun anew (%i damaged copies)', (copies) => {
    const file = filled();
    flip(file, 0);
    for (const copy of named(file, 'snapshot-')) {
      if (copies === 0) rmSync(copy);
      else flip(copy, 100);
    }
    expect(opened(file)).toEqual({ trouble: { kind: 'started-again', snapshotAt: null }, moves: 0 });
    expect(named(file, 'damaged-')).toHaveLength(1);
    expect(opened(file)).toEqual({ trouble: null, moves: 0 });
  });

  test('twice within a second, both are kept', () => {
    const file = filled();
    for (const _ of [1, 2]) {
      flip(file, 0);
      opened(file);
    }
    expect(named(file, 'damaged-')).toHaveLength(2);
  });

  test('a folder in its place is moved aside', () => {
    const file = newJournalFile();
    mkdirSync(file);
    expect(opened(file).trouble?.kind).toBe('started-again');
  });

  test('a book that is gone comes back from its copy, as after a crash while one was put back', () => {
    const file = filled();
    rmSync(file);
    writeFileSync(`${file}.restoring`, 'half of a copy');
    expect(opened(file)).toEqual({ trouble: { kind: 'restored', snapshotAt: START + 3 * DAY }, moves: 60 });
    expect(named(file, 'restoring')).toEqual([]);
  });

  test('the log of a killed process, changed since: both are kept, the copy is put back', async () => {
    const file = filled();
    const child = await startChild('move-book-process.ts', file);
    while (child.lines.length < 5) await new Promise((resolve) => setImmediate(resolve));
    await child.kill();
    flip(`${file}-wal`, 32 + 24 + 1_000);
    const { trouble } = opened(file);
    expect(trouble?.kind).toBe('restored');
    expect(named(file, 'damaged-').map((name) => name.endsWith('-wal'))).toEqual([false, true]);
  });
});

test('flipped anywhere, it opens, and every document is a whole one', () => {
  const file = filled();
  const good = newJournalFile();
  copyFileSync(file, good);
  const size = readFileSync(file).length;
  for (let at = 0; at < size; at += 2_039) {
    copyFileSync(good, file);
    flip(file, at);
    const { book, trouble } = openMoveBook(file, { now: () => START + 4 * DAY });
    // A flip within a text is nothing SQLite can see; whoever reads the document does.
    if (trouble === null) expect(book.moves().length).toBeGreaterThan(0);
    else expect(trouble.kind).toBe('restored');
    book.close();
  }
});

describe.skipIf(!canMount)('a full disk (needs root, to mount a small one)', () => {
  test('refuses what does not fit, keeps all before, and goes on when there is room', () => {
    const file = join(smallDisk('300k'), 'journal.sqlite');
    const ballast = join(dirname(file), 'ballast');
    writeFileSync(ballast, Buffer.alloc(100_000));
    const { book } = openMoveBook(file);
    let saved = 0;
    const kind = kindOf(() => {
      for (; ; saved++) book.saveMove(`m${String(saved)}`, JSON.stringify('x'.repeat(5_000)));
    });
    expect(kind).toBe('disk-full');
    expect(saved).toBeGreaterThan(5);
    expect(book.moves()).toHaveLength(saved);
    rmSync(ballast);
    book.saveMove('last', '{}');
    book.close();
    const again = openMoveBook(file);
    expect(again.trouble).toBeNull();
    expect(again.book.moves()).toHaveLength(saved + 1);
    again.book.close();
  });

  test('never costs a damaged book its copies', () => {
    const file = join(smallDisk('300k'), 'journal.sqlite');
    const { book } = openMoveBook(file, { now: () => START });
    for (let n = 0; n < 10; n++) book.saveMove(`m${String(n)}`, JSON.stringify('x'.repeat(5_000)));
    book.close();
    openMoveBook(file, { now: () => START }).book.close();
    flip(file, 0);
    const ballast = join(dirname(file), 'ballast');
    spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=4096', 'count=1000']);
    expect(kindOf(() => openMoveBook(file ?? '', { now: () => START }))).toBe('disk-full');
    rmSync(ballast);
    expect(opened(file)).toEqual({ trouble: { kind: 'restored', snapshotAt: START }, moves: 10 });
  });
});
