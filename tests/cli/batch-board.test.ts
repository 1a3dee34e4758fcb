import { describe, expect, it } from 'vitest';
import { parseAccountUrl } from '../../main/cli/account-url.ts';
import type { BatchRow } from '../../main/cli/batch/batch-row.ts';
import { boardPieces, endedText, layoutBoard } from '../../main/cli/batch/board-text.ts';
import { createBoard } from '../../main/cli/batch/board.ts';
import { knownEvent, type ChildEvent } from '../../main/cli/batch/child-events.ts';
import { untouched, type MoveResult } from '../../main/cli/batch/move-result.ts';
import { summaryLines } from '../../main/cli/batch/summary-text.ts';
import { textWidth } from '../../main/terminal/text-width.ts';

const plain = { colour: false, unicode: true };

function rowOf(name: string): BatchRow {
  const ends = { from: parseAccountUrl('imaps://a@h', '--from'), to: parseAccountUrl('imaps://b@i', '--to') };
  return { line: 2, name, file: name, options: {}, secrets: { FROM: null, TO: null }, ends };
}

function progress(more: object): ChildEvent {
  const event = knownEvent({
    ...{
      event: 'progress',
      stage: 'copying',
      messages: { done: 10, total: 40 },
      bytes: { done: 5_000_000, total: null },
    },
    ...{ pause: null, rate: null, timeLeft: { kind: 'range', fromSeconds: 60, toSeconds: 120, slower: false } },
    ...more,
  });
  if (!event) throw new Error('not understood');
  return event;
}

function result(name: string, more: Partial<MoveResult> = {}): MoveResult {
  return { ...untouched(rowOf(name), 'j.sqlite'), state: 'arrived', copied: 30, bytes: 2_000_000, next: '', ...more };
}

const names = ['anna', 'ben\u001B[2J', '日本のお客様の長い名前がここにあります', 'long'.repeat(30), 'eva'];

describe('the picture of a batch', () => {
  const rows = Array.from({ length: 60 }, (_, index) => rowOf(`${names[index % names.length] ?? ''}${String(index)}`));
  const board = createBoard(rows, new Map(), 0);
  for (const row of rows.slice(0, 40)) board.started(row);
  for (const row of rows.slice(1, 40)) board.heard(row, progress({}));
  for (const row of rows.slice(36, 40)) board.ended(row, result(row.name));
  board.later(rows[0] ?? rowOf('x'), Date.now() + 3_600_000);

  it.each([
    [80, 24],
    [120, 60],
    [40, 10],
    [20, 4],
    [200, 24],
  ])('fits into %d columns and %d rows', (columns, height) => {
    const lines = layoutBoard(board.view(), 'Moving 60 mailboxes', 'Ctrl-C stops.', {
      ...{ columns, rows: height, style: plain, now: 100_000 },
    });
    expect(lines.length).toBeLessThan(height);
    for (const line of lines) expect(textWidth(line), line).toBeLessThan(columns);
    expect(lines.join('\n')).not.toContain('\u001B');
  });

  it('says how many it does not show, and what all come to', () => {
    const lines = layoutBoard(board.view(), 'Moving', 'hint', { columns: 90, rows: 12, style: plain, now: 100_000 });
    expect(lines.join('\n')).toMatch(/… and \d+ more/);
    expect(boardPieces(board.view(), 100_000).filter((piece) => piece !== '')).toEqual([
      '4 of 60 done',
      '35 running',
      '20 waiting',
      '1 resting until later',
      '183 MB',
      expect.stringMatching(/^\S+ to \S+ minutes left if the rest is alike$/) as string,
    ]);
  });

  it('says what each does', () => {
    const one = (event: ChildEvent): string => {
      const row = rowOf('anna');
      const small = createBoard([row], new Map(), 0);
      small.started(row);
      small.heard(row, event);
      return layoutBoard(small.view(), 'Moving', 'hint', { columns: 100, rows: 24, style: plain, now: 0 })[1] ?? '';
    };
    expect(one(progress({}))).toMatch(/▸ anna +███░+ +25 % {2}10 of 40, 5\.0 MB, 1 to 2 minutes left$/);
    expect(one(progress({ stage: 'indexing', messages: { done: 0, total: 0 } }))).toMatch(/anna +reading the lists$/);
    expect(one(progress({ stage: 'verifying' }))).toMatch(/checking$/);
    expect(one(progress({ pause: 'throttled' }))).toMatch(/waiting for its server$/);
  });
});

it.each<[Partial<MoveResult>, string]>([
  [{}, '✓ anna: arrived, 30 messages, 2.0 MB'],
  [{ state: 'arrived-with-exceptions', failed: 1 }, '! anna: arrived, with exceptions, 30 messages, 2.0 MB'],
  [{ state: 'sign-in-refused', copied: 0 }, '! anna: sign-in refused'],
  [{ state: 'new-mailbox-full' }, '! anna: new mailbox too small, 30 messages, 2.0 MB'],
  [{ state: 'fits', copied: 0, waiting: 7, room: { freeBytes: 1, tooBig: 0 } }, '✓ anna: fits, 7 messages, 2.0 MB'],
])('a move that ended as %j is told as %s', (more, text) => {
  expect(endedText(result('anna', more))).toBe(text);
});

it('the summary is a table whose columns stand below each other, with the next steps below', () => {
  const results = [
    result('anna', { seconds: 75 }),
    result('日本', { state: 'sign-in-refused', copied: 0, bytes: 0, next: 'Check the password.' }),
  ];
  const lines = summaryLines(results, { dryRun: false, file: '/x/summary.csv' }, { columns: 80, style: plain });
  const [head = '', ...table] = lines.slice(1, 5);
  expect(head).toMatch(/^name +state +messages +size +time$/);
  for (const line of table)
    expect(textWidth(line)).toBe(textWidth(head) + textWidth('75 seconds') - textWidth('      time'));
  expect(table.at(-1)).toMatch(/^together +2 moves +30 +2\.0 MB/);
  expect(lines).toContain('日本 (line 2): Check the password.');
  expect(lines.join(' ')).toContain('This table is in /x/summary.csv. Journals and receipts lie beside it.');
});
