import { describe, expect, test } from 'vitest';
import type { PracticeState } from '../../shared/ipc/practice-state.ts';
import type { Language } from '../../shared/messages/catalogue.ts';
import { wizardSteps } from '../../shared/ipc/wizard-step.ts';
import { clippedTexts, expectNoAxeViolations } from './support/accessibility.ts';
import { everySummary } from './support/move-summaries.ts';
import { openWindow, type OpenWindow, type WindowOptions } from './support/open-window.ts';
import { quietAnswers } from './support/quiet-answers.ts';
import { sampleAppState, sampleMoveBetween, sampleNow } from './support/samples.ts';

const looks = (['light', 'dark'] as const).flatMap((theme) =>
  (['en', 'fr'] as const satisfies Language[]).map((language) => ({ theme, language })),
);

const withTrouble = sampleAppState({
  moves: [...everySummary],
  keychain: { kind: 'this-session', why: 'no-service' },
  trouble: { kind: 'restored', snapshotAt: sampleNow },
});

const practices: Readonly<Record<string, PracticeState>> = {
  preparing: { phase: 'preparing' },
  moving: {
    phase: 'moving',
    stage: 'stopped',
    messages: { done: 210, total: 500 },
    bytesDone: 3_400_000,
    verified: 0,
    mailboxes: [
      { name: 'INBOX', phase: 'done', done: 200, verified: 0, total: 200 },
      { name: 'Très long nom de dossier '.repeat(6), phase: 'copying', done: 10, verified: 0, total: 300 },
    ],
  },
  finished: {
    phase: 'finished',
    messages: 500,
    bytes: 8_100_000,
    verified: 500,
    seconds: 9.3,
    comparison: { messages: 500, equal: 499, extra: 0 },
    mailboxes: [
      { from: 'INBOX', to: 'INBOX', messages: 200, verified: 200, exceptions: 0 },
      { from: 'Work/2019', to: 'Work.2019', messages: 300, verified: 299, exceptions: 1 },
    ],
    exceptions: [{ mailbox: 'Work/2019', subject: null, outcome: 'altered', serverText: 'message too strange' }],
  },
  failed: { phase: 'failed' },
};

async function openSettings(options: WindowOptions): Promise<OpenWindow> {
  const opened = await openWindow(options);
  await opened.page.locator('.header__tools button').nth(1).click();
  await opened.page.locator('main.settings').waitFor();
  return opened;
}

async function openPractice(state: PracticeState, options: WindowOptions): Promise<OpenWindow> {
  const opened = await openWindow(options);
  await opened.page.locator('.practice-offer button').click();
  await opened.page.locator('.practice').waitFor();
  await opened.push('practiceState', state);
  await opened.page.locator(`.practice[data-phase=${state.phase}]`).waitFor();
  return opened;
}

describe.each(looks)('axe finds nothing, $theme, $language', (look) => {
  test('before the first move', async () => {
    const { page } = await openWindow(look);
    await expectNoAxeViolations(page);
  });

  test('on the list of moves, with everything there is to know at the start', async () => {
    const { page } = await openWindow({ ...look, state: withTrouble });
    await expectNoAxeViolations(page);
  });

  test('in the settings', async () => {
    const { page } = await openSettings(look);
    await expectNoAxeViolations(page);
  });

  test('in the help', async () => {
    const { page } = await openWindow(look);
    await page.locator('.header__tools button').nth(2).click();
    await page.getByRole('dialog').waitFor();
    await expectNoAxeViolations(page);
  });

  test('around a step, wide and narrow', async () => {
    const moves = [sampleMoveBetween({ step: 'new-mailbox', reached: 'folders' })];
    const { page } = await openWindow({ ...look, moves, answers: quietAnswers });
    await expectNoAxeViolations(page);
    await page.setViewportSize({ width: 360, height: 640 });
    await page.locator('.steps summary').click();
    await expectNoAxeViolations(page);
  });

  test.each(Object.keys(practices))('in the practice move: %s', async (name) => {
    const { page, shot } = await openPractice(practices[name] ?? { phase: 'failed' }, look);
    await shot(`practice-${name}`);
    await expectNoAxeViolations(page);
  });
});

test.each(wizardSteps)('axe finds nothing at the step %s as it first appears', async (step) => {
  const moves = [sampleMoveBetween({ step, reached: 'after' })];
  const { page } = await openWindow({ moves, answers: quietAnswers });
  await expectNoAxeViolations(page);
});

describe('a window of 320 pixels', () => {
  test.each(Object.keys(practices))('holds the practice move: %s', async (name) => {
    const { page } = await openPractice(practices[name] ?? { phase: 'failed' }, { width: 320 });
    // A table may be scrolled by itself.
    const clipped = (await clippedTexts(page)).filter((text) => !text.startsWith('card--table'));
    expect(clipped.filter((text) => !text.startsWith('mailboxes__name'))).toEqual([]);
  });
});

// In a window of the usual size, everything twice as large leaves half the room.
describe('at 200 %', () => {
  test.each([
    { name: 'before the first move', options: {} },
    { name: 'the moves', options: { state: withTrouble } },
    {
      name: 'a step',
      options: { moves: [sampleMoveBetween({ step: 'new-mailbox', reached: 'folders' })], answers: quietAnswers },
    },
  ])('everything still fits: $name', async ({ name, options }) => {
    const { page, shot } = await openWindow({ ...options, width: 520, height: 380 });
    await shot(`zoomed-${name.replaceAll(' ', '-')}`);
    expect(await clippedTexts(page)).toEqual([]);
  });
});

test('lines, words and letters may be set further apart (WCAG 1.4.12)', async () => {
  const { page } = await openWindow({ state: withTrouble, width: 400 });
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }',
    );
    document.adoptedStyleSheets = [sheet];
  });
  expect(await clippedTexts(page)).toEqual([]);
});

describe('forced colours', () => {
  test('leave every border, bar and mark to be seen', async () => {
    const { page, shot } = await openWindow({ theme: 'dark', forcedColors: true, state: withTrouble });
    await shot('forced-moves');
    const borders = await page
      .locator('.card, .notice, .chip, .bar, .practice-offer, .move .button:not(.button--quiet)')
      .evaluateAll((all) => all.map((element) => getComputedStyle(element).borderTopWidth));
    expect(borders.length).toBeGreaterThan(30);
    expect(new Set(borders)).not.toContain('0px');
    await expectNoAxeViolations(page);
  });

  test('show which step is current', async () => {
    const moves = [sampleMoveBetween({ step: 'new-mailbox', reached: 'folders' })];
    const { page } = await openWindow({ theme: 'dark', forcedColors: true, moves, answers: quietAnswers });
    const backgrounds = await page
      .locator('.steps__mark')
      .evaluateAll((all) => all.map((mark) => getComputedStyle(mark).backgroundColor));
    expect(backgrounds[1]).not.toBe(backgrounds[3]);
  });
});

test('nothing moves for who wants less motion', async () => {
  const { page } = await openWindow({ entry: 'gallery', reducedMotion: true });
  await page.getByRole('button', { name: 'Work' }).click();
  await page.locator('.spinner').waitFor();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(1);
});

test('a button without a name is found', async () => {
  const { page } = await openWindow();
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
  const found = [expect.stringContaining('button-name')] as unknown;
  await expect(expectNoAxeViolations(page)).rejects.toMatchObject({ actual: found });
});
