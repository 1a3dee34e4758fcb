import { expect, test } from 'vitest';
import type { MoveView } from '../../shared/ipc/move-view.ts';
import { clippedTexts, expectNoAxeViolations } from './support/accessibility.ts';
import { sampleCertificates } from './support/certificate-samples.ts';
import { openWindow, type OpenWindow, type WindowOptions } from './support/open-window.ts';
import { copyingMove, finishedRun, mixedReceipt, sampleProblem, sampleRows } from './support/run-samples.ts';
import { sampleAccount, sampleNow, sampleProgress } from './support/samples.ts';

const long = 'A folder with a name that is far longer than any column of this table could ever be, and then some more';
const wait = { side: 'source', since: sampleNow - 120_000, until: sampleNow + 47_000_000, serverText: null } as const;
const throttled = {
  ...wait,
  reason: 'throttled',
  serverText: 'NO [LIMIT] Account exceeded bandwidth limits.',
} as const;

const finished = finishedRun().progress ?? sampleProgress();

/** Every state of the screen. */
const states: Readonly<Record<string, MoveView>> = {
  running: copyingMove({ progress: sampleProgress({ failed: 3, skipped: 40 }) }),
  looking: copyingMove({ progress: sampleProgress({ stage: 'inspecting', timeLeft: { kind: 'none' }, current: [] }) }),
  slower: copyingMove({
    progress: sampleProgress({ timeLeft: { kind: 'range', fromSeconds: 40_000, toSeconds: 90_000, slower: true } }),
  }),
  throttled: copyingMove({ phase: 'waiting', wait: throttled }),
  offline: copyingMove({ phase: 'waiting', wait: { ...wait, reason: 'offline' } }),
  interrupted: copyingMove({
    phase: 'waiting',
    wait: { ...wait, reason: 'interrupted', serverText: 'BYE Server shutting down' },
  }),
  paused: copyingMove({
    phase: 'paused',
    continuedAfterRestart: true,
    slept: { from: sampleNow - 60_000_000, to: sampleNow - 30_000_000 },
    progress: sampleProgress({ checkedAgain: 12, timeLeft: { kind: 'none' } }),
  }),
  full: copyingMove({
    phase: 'needs-you',
    problem: sampleProblem('over-quota', { serverText: 'NO [OVERQUOTA] Mailbox is full' }),
  }),
  'recent-first': copyingMove({ recent: { kind: 'copying', done: 812, total: 2_100, isCounted: true } }),
  'recent-there': copyingMove({ recent: { kind: 'there', at: sampleNow - 900_000 } }),
  'permission-ended': copyingMove(
    { phase: 'needs-you', problem: sampleProblem('sign-in-refused', { side: 'source', refusal: 'expired' }) },
    { source: sampleAccount({ auth: 'oauth' }) },
  ),
  'signed-out': copyingMove({ phase: 'needs-you', problem: sampleProblem('sign-in-refused', { side: 'source' }) }),
  certificate: copyingMove({ phase: 'needs-you', problem: sampleProblem('certificate', { certificate: 'expired' }) }),
  'certificate-changed': copyingMove({
    phase: 'needs-you',
    problem: sampleProblem('certificate', {
      certificate: 'changed',
      certificates: sampleCertificates({ isChanged: true }),
    }),
  }),
  scheduled: copyingMove({ phase: 'scheduled', startAt: sampleNow + 30_000_000, progress: null }),
  finished: copyingMove({}, { run: finishedRun() }),
  incomplete: copyingMove(
    {},
    { run: finishedRun({ incomplete: 2, progress: { ...finished, failed: 3, givenUp: 2 } }) },
  ),
};

const deep = 'Projects › House in the country › Letters of the neighbours about the hedge and the old wall › Answers';
const named: Readonly<Record<number, readonly [string, string]>> = {
  3: [long, `${long} 2`],
  4: ['Projects › House', 'Projects › House'],
  5: [deep, `Old mail › ${deep}`],
  6: ['Sent Items', 'Sent'],
};
const rows = sampleRows(24, (row) => {
  const [from, to] = named[row.index] ?? [row.from, row.to];
  return { ...row, from, to, isGivenUp: row.index === 2 };
});

async function openStates(options: WindowOptions): Promise<OpenWindow> {
  const [first = copyingMove()] = Object.values(states);
  const answers = { mailboxRows: rows, receipt: mixedReceipt() };
  const window = await openWindow({ height: 1500, ...options, moves: [first], answers });
  await window.page.clock.setFixedTime(sampleNow);
  await window.page.locator('.run-table__rows [role=row]').first().waitFor();
  return window;
}

test.each([
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'fr' },
] as const)('every state in $theme, $language, without a fault axe knows', { timeout: 240_000 }, async (options) => {
  const { page, push, shot } = await openStates(options);
  for (const [name, move] of Object.entries(states)) {
    await push('move', move);
    await shot(`copying-${name}`);
    await expectNoAxeViolations(page);
  }
  await push('move', states['running'] ?? copyingMove());
  await page.getByRole('button', { name: '(3)' }).click();
  await page.locator('.exception').first().waitFor();
  await expectNoAxeViolations(page);
});

test.each([
  { name: 'narrow', width: 320, language: 'fr' },
  { name: 'narrow-long-words', width: 320, pseudo: true },
  { name: 'rtl', direction: 'rtl', theme: 'dark' },
] as const)('nothing is cut off: $name', async ({ name, ...options }) => {
  const { page, push, shot } = await openStates(options);
  const clipped: string[] = [];
  for (const move of Object.values(states)) {
    await push('move', move);
    // Names are cut on purpose: rows are all of one height. The whole name is in the title.
    const texts = await clippedTexts(page);
    clipped.push(
      ...texts.filter(
        (text) => !/foreign|run-table__cell--folder|run-table__to|folder-path|visually-hidden/u.test(text),
      ),
    );
  }
  await push('move', states['running'] ?? copyingMove());
  await shot(`copying-${name}`);
  expect(clipped).toEqual([]);
});

test('in forced colours the bar and the picture keep their shape', async () => {
  const { page, shot } = await openStates({ forcedColors: true });
  await shot('copying-forced');
  expect(await page.locator('.run-bar').evaluate((bar) => getComputedStyle(bar).borderStyle)).toBe('solid');
  const line = await page.locator('.run-chart__line').evaluate((path) => getComputedStyle(path).stroke);
  expect(line).not.toBe('none');
});

test('nothing moves where less motion is wished', async () => {
  const { page, push } = await openStates({ reducedMotion: true });
  await push('move', states['looking'] ?? copyingMove());
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});
