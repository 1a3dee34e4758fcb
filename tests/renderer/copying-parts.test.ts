import { expect, test } from 'vitest';
import { announcementWait } from '../../renderer/wizard/copying/announcement-wait.ts';
import { chartPaths } from '../../renderer/wizard/copying/chart-path.ts';
import { foldRows } from '../../renderer/wizard/copying/fold-rows.ts';
import { rowWindow } from '../../renderer/wizard/copying/row-window.ts';
import { runAmount, shareOf } from '../../renderer/wizard/copying/run-amount.ts';
import { runState } from '../../renderer/wizard/copying/run-words.ts';
import { copyingRun, sampleRow, sampleRows } from './support/run-samples.ts';
import { sampleMoveId, sampleProgress } from './support/samples.ts';

type RunCheck = ReturnType<typeof sampleProgress>['check'];

test('nothing is at 100 percent before its end', () => {
  expect(shareOf({ unit: 'messages', done: 21_299, total: 21_300 })).toBe(0.99);
  expect(shareOf({ unit: 'messages', done: 21_300, total: 21_300 })).toBe(1);
  expect(shareOf({ unit: 'messages', done: 0, total: 0 })).toBe(1);
  expect(shareOf({ unit: 'unknown' })).toBe(0);
});

test('there is no total while the mailboxes are looked at, nor before the first run', () => {
  expect(runAmount(copyingRun({ progress: sampleProgress({ stage: 'inspecting' }) }))).toEqual({ unit: 'unknown' });
  expect(runAmount(copyingRun({ progress: null }))).toEqual({ unit: 'unknown' });
});

test('more than the total is never done', () => {
  const progress = sampleProgress({ messages: { done: 12, total: 10 } });
  expect(runAmount(copyingRun({ progress }))).toEqual({ unit: 'messages', done: 10, total: 10 });
});

test('a verification counts what it looks at now, not what was complete before', () => {
  const all = { messages: { done: 100, total: 100 }, verified: 90, mailboxes: { done: 7, total: 7 } };
  const amount = (check: RunCheck) =>
    runAmount(copyingRun({ job: 'verify-sample', progress: sampleProgress({ ...all, check }) }));
  expect(amount(null)).toEqual({ unit: 'unknown' });
  expect(amount({ what: 'identified', done: 30, total: 90 })).toEqual({ unit: 'checked', done: 30, total: 90 });
  expect(amount({ what: 'compared', done: 2, total: 20 })).toEqual({ unit: 'compared', done: 2, total: 20 });
});

test('a verification is called checking, whatever the stage of its folders', () => {
  const progress = sampleProgress({ stage: 'copying' });
  expect(runState(copyingRun({ job: 'verify-quick', progress })).id).toBe('copying.stage.verifying');
  expect(runState(copyingRun({ progress })).id).toBe('copying.stage.copying');
  expect(runState(copyingRun({ phase: 'paused', progress })).id).toBe('copying.phase.paused');
});

test('a new state is said at once, a new tenth once a minute', () => {
  const said = { state: 'running', tenth: 3, at: 100_000 };
  expect(announcementWait(null, { state: 'running', tenth: 0 }, 0)).toBe(0);
  expect(announcementWait(said, { state: 'paused', tenth: 3 }, 100_001)).toBe(0);
  expect(announcementWait(said, { state: 'running', tenth: 3 }, 900_000)).toBeNull();
  expect(announcementWait(said, { state: 'running', tenth: 4 }, 110_000)).toBe(50_000);
  expect(announcementWait(said, { state: 'running', tenth: 4 }, 900_000)).toBe(0);
});

test('rows that changed take their places, and those that do not fit ask for all', () => {
  const { rows } = sampleRows(3);
  const changed = sampleRow(1, { done: 777 });
  const next = foldRows(rows, { move: sampleMoveId, total: 3, rows: [changed] });
  expect(next?.map(({ done }) => done)).toEqual([rows[0]?.done, 777, rows[2]?.done]);
  expect(next?.[0]).toBe(rows[0]);
  expect(foldRows(rows, { move: sampleMoveId, total: 4, rows: [changed] })).toBeNull();
  expect(foldRows(rows, { move: sampleMoveId, total: 3, rows: [sampleRow(3)] })).toBeNull();
});

test('only rows in sight and some around them are drawn', () => {
  expect(rowWindow(10_000, 40, { top: 0, height: 400 })).toEqual({ start: 0, end: 19 });
  expect(rowWindow(10_000, 40, { top: 200_000, height: 400 })).toEqual({ start: 4992, end: 5019 });
  expect(rowWindow(10_000, 40, { top: 400_000, height: 400 }).end).toBe(10_000);
  // The list became shorter than where it is scrolled to.
  expect(rowWindow(5, 40, { top: 400_000, height: 400 })).toEqual({ start: 0, end: 5 });
  expect(rowWindow(0, 40, { top: 0, height: 400 })).toEqual({ start: 0, end: 0 });
});

test('the picture of the speed spans its frame, and is empty where there is nothing to show', () => {
  const { line, area } = chartPaths([0, 50, 100], 100);
  expect(line).toBe('M0 39L60 20L120 1');
  expect(area).toBe('M0 39L60 20L120 1V40H0Z');
  expect(chartPaths([5], 5)).toEqual({ line: '', area: '' });
  expect(chartPaths([0, 0], 0)).toEqual({ line: '', area: '' });
});
