import { describe, expect, test } from 'vitest';
import { defaultFolderChoices, type FolderChoices } from '../../shared/ipc/folders-view.ts';
import { changeInclude, rowsOfTick } from '../../renderer/wizard/folders/change-include.ts';
import { changeName } from '../../renderer/wizard/folders/change-name.ts';
import { dayStart, dayText, yearAgo } from '../../renderer/wizard/folders/day-field.ts';
import { findByTyping } from '../../renderer/wizard/folders/find-by-typing.ts';
import { findNamesakes } from '../../renderer/wizard/folders/find-namesake.ts';
import { folderTreeFacts } from '../../renderer/wizard/folders/folder-tree-facts.ts';
import { rowAt, rowOffsets, rowsInView } from '../../renderer/wizard/folders/row-window.ts';
import { shownRows } from '../../renderer/wizard/folders/shown-rows.ts';
import { treeAction, type TreeSituation } from '../../renderer/wizard/folders/tree-action.ts';
import { treePlaces } from '../../renderer/wizard/folders/tree-places.ts';
import { processorTime } from '../support/processor-time.ts';
import { manyRows, sampleRow, sampleRows } from './folders-samples.ts';

describe('treePlaces', () => {
  test('finds parents, ends, positions and levels', () => {
    const places = treePlaces([0, 1, 2, 1, 0].map((depth) => ({ depth })));
    expect(places.map(({ parent }) => parent)).toEqual([null, 0, 1, 0, null]);
    expect(places.map(({ end }) => end)).toEqual([4, 3, 3, 4, 5]);
    expect(places.map(({ position, siblings }) => [position, siblings])).toEqual([
      [1, 2],
      [1, 2],
      [1, 1],
      [2, 2],
      [2, 2],
    ]);
    expect(places.map(({ level }) => level)).toEqual([1, 2, 3, 2, 1]);
  });

  test('leaves no gap in levels where a parent is missing', () => {
    const places = treePlaces([3, 0, 5, 2].map((depth) => ({ depth })));
    expect(places.map(({ level }) => level)).toEqual([1, 1, 2, 2]);
    expect(places.map(({ parent }) => parent)).toEqual([null, null, 1, 1]);
  });

  test('of a hundred thousand rows takes no time worth telling', () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => ({ depth: index % 100 }));
    expect(processorTime(() => expect(treePlaces(rows)).toHaveLength(100_000))).toBeLessThan(2000);
  });
});

describe('shownRows', () => {
  const places = treePlaces(sampleRows);
  const sources = (indices: readonly number[]): string[] => indices.map((index) => sampleRows[index]?.source ?? '');

  test('leaves out what is inside closed folders', () => {
    const { indices } = shownRows(sampleRows, places, { closed: new Set(['Archive']), text: '' });
    expect(sources(indices)).not.toContain('Archive/2018');
    expect(sources(indices)).toContain('Archive');
    expect(indices).toHaveLength(sampleRows.length - 2);
  });

  test('finds by old and new name, with the folders it is in, whether they are closed or not', () => {
    const found = shownRows(sampleRows, places, { closed: new Set(['Archive']), text: ' 2018 ' });
    expect(sources(found.indices)).toEqual(['Archive', 'Archive/2018']);
    expect(sources(found.matches)).toEqual(['Archive/2018']);
    expect(sources(shownRows(sampleRows, places, { closed: new Set(), text: 'gesendet' }).matches)).toEqual([
      'Sent Mail',
    ]);
  });
});

describe('findByTyping', () => {
  const labels = ['Inbox', 'Work', 'Wine', 'old mail', 'Wo'];
  test.each([
    [0, 'w', 1],
    [1, 'w', 2],
    [4, 'w', 1],
    [1, 'wo', 1],
    [2, 'wo', 4],
    [0, 'old m', 3],
    [1, 'ww', 2],
    [0, 'x', null],
  ])('from %i, %s leads to %s', (from, typed, expected) => {
    expect(findByTyping(labels, from, typed)).toBe(expected);
  });

  test('in nothing finds nothing', () => {
    expect(findByTyping([], 0, 'a')).toBeNull();
  });
});

describe('rows in view', () => {
  const offsets = rowOffsets([10, 20, 30, 40]);
  test('of different heights', () => {
    expect([...offsets]).toEqual([0, 10, 30, 60, 100]);
    expect([0, 9, 10, 59, 60, 1000, -5].map((y) => rowAt(offsets, y))).toEqual([0, 0, 1, 2, 3, 3, 0]);
    expect(rowsInView(offsets, { top: 30, height: 20 }, 0)).toEqual({ first: 2, end: 3 });
    expect(rowsInView(offsets, { top: 30, height: 20 }, 25)).toEqual({ first: 0, end: 4 });
  });

  test('of an empty list', () => {
    expect(rowsInView(rowOffsets([]), { top: 0, height: 100 }, 10)).toEqual({ first: 0, end: 0 });
  });
});

describe('treeAction', () => {
  const at: TreeSituation = {
    row: 5,
    count: 20,
    page: 8,
    parent: 2,
    isOpen: null,
    isInside: false,
    isRightToLeft: false,
  };
  test.each([
    ['ArrowDown', {}, { kind: 'go', to: 6 }],
    ['ArrowUp', { row: 0 }, { kind: 'go', to: 0 }],
    ['PageDown', { row: 15 }, { kind: 'go', to: 19 }],
    ['PageUp', {}, { kind: 'go', to: 0 }],
    ['ArrowRight', { isOpen: false }, { kind: 'open' }],
    ['ArrowRight', { isOpen: true }, { kind: 'into' }],
    ['ArrowRight', { isOpen: false, isInside: true }, { kind: 'into' }],
    ['ArrowLeft', { isOpen: true }, { kind: 'close' }],
    ['ArrowLeft', { isOpen: false }, { kind: 'go', to: 2 }],
    ['ArrowLeft', { parent: null }, null],
    ['ArrowLeft', { isInside: true }, { kind: 'out' }],
    ['ArrowLeft', { isOpen: false, isRightToLeft: true }, { kind: 'open' }],
    [' ', {}, { kind: 'tick' }],
    [' ', { isInside: true }, null],
    ['Enter', {}, { kind: 'rename' }],
    ['F2', {}, { kind: 'rename' }],
    ['é', {}, { kind: 'typed', text: 'é' }],
    ['Tab', {}, null],
    ['Escape', {}, null],
  ] as const)('%s with %o', (key, situation, expected) => {
    expect(treeAction(key, { ...at, ...situation })).toEqual(expected);
  });
});

describe('ticks', () => {
  const { rows, places, special } = folderTreeFacts(sampleRows);
  const none: FolderChoices = defaultFolderChoices;
  const tick = (choices: FolderChoices, source: string, include: boolean): FolderChoices => {
    const index = rows.findIndex((row) => row.source === source);
    const some = rowsOfTick(rows, index, places[index]?.end ?? 0);
    return changeInclude(choices, some, { include, special });
  };

  test('special are spam, trash and all inside it, and views of other folders', () => {
    expect([...special].toSorted()).toEqual(['Spam', 'Trash', 'Trash/Deleted folder', '[Gmail]/All Mail']);
  });

  test('an untick is a decision, and taking it back leaves none', () => {
    const without = tick(none, 'Family', false);
    expect(without.decisions).toEqual({ Family: { include: false } });
    expect(tick(without, 'Family', true).decisions).toEqual({});
  });

  test('what stays behind by custom comes along by a decision, from inside the trash as well', () => {
    const along = tick(none, 'Trash/Deleted folder', true);
    expect(along.decisions).toEqual({ 'Trash/Deleted folder': { include: true } });
    expect(tick(along, 'Trash/Deleted folder', false).decisions).toEqual({
      'Trash/Deleted folder': { include: false },
    });
  });

  test('keeps the name that was chosen', () => {
    const renamed = changeName(none, 'Family', 'Kin');
    const without = tick(renamed, 'Family', false);
    expect(without.decisions).toEqual({ Family: { destination: 'Kin', include: false } });
    expect(changeName(tick(without, 'Family', true), 'Family', null).decisions).toEqual({});
  });

  test('a folder that was not opened can be left out, and nothing is decided of what cannot hold messages', () => {
    expect(tick(none, 'Secret', false).decisions).toEqual({ Secret: { include: false } });
    const labels = rows.findIndex(({ source }) => source === 'Labels');
    expect(rowsOfTick(rows, labels, places[labels]?.end ?? 0).map(({ source }) => source)).toEqual([
      'Labels/Old: plans',
    ]);
  });
});

test('namesakes are found by what servers take for the same name', () => {
  const rows = [
    sampleRow('Straße'),
    sampleRow('STRASSE', { renamed: ['collision'] }),
    sampleRow('e\u0301te\u0301', { renamed: ['collision'] }),
    sampleRow('\u00e9t\u00e9'),
    sampleRow('other', { renamed: ['collision'] }),
  ];
  const found = findNamesakes(rows);
  expect(found.get('STRASSE')?.source).toBe('Straße');
  expect(found.get('e\u0301te\u0301')?.source).toBe('\u00e9t\u00e9');
  expect(found.has('other')).toBe(false);
  expect(findNamesakes(manyRows(1000)).size).toBe(0);
});

describe('days', () => {
  const now = new Date(2026, 10, 21, 14, 2).getTime();
  test('are read as this computer’s, and only those that were', () => {
    expect(dayStart('2024-03-01', now)).toBe(new Date(2024, 2, 1).getTime());
    for (const text of ['', '2024-02-30', '2026-11-22', '1969-12-30', '24-1-1', '2024-3-1']) {
      expect(dayStart(text, now)).toBeNull();
    }
    expect(dayText(dayStart('2026-11-21', now) ?? 0)).toBe('2026-11-21');
  });

  test('a year ago is a day', () => {
    expect(dayText(yearAgo(now))).toBe('2025-11-21');
    expect(dayText(yearAgo(new Date(2024, 1, 29).getTime()))).toBe('2023-03-01');
  });
});
