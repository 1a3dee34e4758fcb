import { describe, expect, test } from 'vitest';
import { defaultRunOptions, type EstimateView, type RunOptions } from '../../shared/ipc/estimate-view.ts';
import type { MoveView } from '../../shared/ipc/move-view.ts';
import { limited, sampleEstimate, unknown } from './estimate-samples.ts';
import { unreachable } from './checks-samples.ts';
import { clippedTexts, expectNoAxeViolations } from './support/accessibility.ts';
import { refuse } from './support/fake-bridge.ts';
import { openWindow, type OpenWindow, type WindowOptions } from './support/open-window.ts';
import { sampleMoveBetween, sampleMoveId, sampleNow, sampleRun } from './support/samples.ts';

interface EstimateOptions extends WindowOptions {
  readonly view?: EstimateView | null;
  readonly move?: Partial<MoveView>;
}

async function openEstimate({ view = sampleEstimate(), move, ...options }: EstimateOptions = {}): Promise<OpenWindow> {
  const open = await openWindow({
    ...options,
    moves: [sampleMoveBetween({ step: 'estimate', reached: 'estimate', ...move })],
    answers: {
      estimate: view,
      chooseOptions: view,
      startMove: { problem: null },
      copyReport: { text: '' },
      runChecks: undefined,
      mailboxRows: { move: sampleMoveId, total: 0, rows: [] },
      ...options.answers,
    },
  });
  open.page.setDefaultTimeout(10_000);
  return open;
}

const mainButton = ({ page }: OpenWindow): ReturnType<OpenWindow['page']['locator']> =>
  page.locator('.step-footer .button--main');
const sentence = ({ page }: OpenWindow): Promise<string> => page.locator('.estimate__sentence').innerText();
const chosen = (open: OpenWindow): RunOptions | undefined => open.sent('chooseOptions').at(-1)?.options;

describe('the answer', () => {
  test('is a range where speed decides, with its picture in words', async () => {
    const open = await openEstimate();
    await open.shot('estimate');
    expect(await sentence(open)).toBe('This takes between 2 and 4 hours.');
    expect(await open.page.locator('.scale figcaption').innerText()).toMatch(
      /^Starts now\. Done .*\d\d:\d\d at the earliest, .*\d\d:\d\d at the latest\.$/,
    );
    await open.page.getByText('600 kB a second').waitFor();
    await open.page.getByText('No daily limit is known for these two providers.').waitFor();
  });

  test('names the provider where its limit decides, and where that is written', async () => {
    const open = await openEstimate({ view: limited });
    await open.shot('estimate-limited');
    expect(await sentence(open)).toBe('This takes at least 5 days, because Google hands out about 2.5 GB a day.');
    const limits = await open.page.locator('.limits').innerText();
    expect(limits).toContain('Confirmed');
    expect(limits).toContain('Source: Google help article a/answer/1071518');
    expect(limits).toContain('Not confirmed');
    expect(limits).toContain('People report this number');
  });

  test('is honest where nothing is known, and leads to the write test', async () => {
    const open = await openEstimate({ view: unknown });
    await open.shot('estimate-unknown');
    expect(await sentence(open)).toBe('How long this takes is not known yet.');
    await open.page
      .getByText('these providers publish no limits. We go carefully, and tell you as we learn.')
      .waitFor();
    expect(await open.page.locator('.scale').count()).toBe(0);
    expect(await open.page.getByText('Not measured').count()).toBe(2);
    await open.page.getByRole('button', { name: 'Go to the write test' }).click();
    await expect.poll(() => open.sent('goToStep')).toEqual([{ move: sampleMoveId, step: 'checks' }]);
  });

  test('says that it needs a look, or that it failed', async () => {
    const none = await openEstimate({ view: null });
    await none.page.getByText('The mailboxes have to be looked at again').waitFor();
    expect(await mainButton(none).isDisabled()).toBe(false);
    let works = false;
    const failed = await openEstimate({ answers: { estimate: () => (works ? sampleEstimate() : refuse()) } });
    await failed.page.getByRole('alert').getByText('The estimate could not be made.').waitFor();
    works = true;
    await failed.page.getByRole('button', { name: 'Try again' }).click();
    await failed.page.locator('.estimate__sentence').waitFor();
  });
});

describe('options', () => {
  test('hours and speed are asked again at once', async () => {
    const open = await openEstimate({
      answers: {
        chooseOptions: ({ options }) =>
          sampleEstimate({
            estimate: {
              kind: 'range',
              fromSeconds: 7200 * (24 / options.hoursPerDay),
              toSeconds: 14_400 * (24 / options.hoursPerDay),
              boundBy: 'speed',
            },
          }),
      },
    });
    await open.page.getByLabel('This computer is on').selectOption('about 8 hours a day');
    await expect.poll(() => chosen(open)).toEqual({ ...defaultRunOptions, hoursPerDay: 8 });
    await open.page.getByText('This takes between 6 and 12 hours.').waitFor();
    await open.page.getByLabel('Speed limit').selectOption('5 Mbit/s');
    await expect.poll(() => chosen(open)).toEqual({ ...defaultRunOptions, hoursPerDay: 8, bytesPerSecond: 625_000 });
    await open.page.getByLabel('Speed limit').selectOption('None');
    await expect.poll(() => chosen(open)?.bytesPerSecond).toBeNull();
  });

  test('a value set elsewhere is shown as it is', async () => {
    const open = await openEstimate({
      move: { options: { ...defaultRunOptions, hoursPerDay: 10, bytesPerSecond: 1_250_000 } },
    });
    const chosenText = (label: string): Promise<string> =>
      open.page.getByLabel(label).evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text ?? '');
    expect(await chosenText('This computer is on')).toBe('about 10 hours a day');
    expect(await chosenText('Speed limit')).toBe('10 Mbit/s');
  });

  test('a later start says when, on the button as well', async () => {
    const open = await openEstimate();
    await open.page.locator('.choice__option', { hasText: 'At a set time' }).click();
    const startAt = chosen(open)?.startAt ?? 0;
    expect(startAt).toBeGreaterThan(Date.now());
    expect(new Date(startAt).getUTCHours()).toBe(22);
    await open.page.getByText(/Starts by itself: .*22:00\./).waitFor();
    expect(await mainButton(open).innerText()).toContain('22:00');
    await open.page.getByLabel('Start at').fill('03:10');
    await expect.poll(() => new Date(chosen(open)?.startAt ?? 0).toISOString().slice(11, 16)).toBe('03:10');
    await open.shot('estimate-later');
    await open.page.getByLabel('Start at').fill('');
    await open.page.getByText('Please enter a time, such as 22:00.').waitFor();
    await open.page.locator('.choice__option', { hasText: 'Now' }).click();
    await expect.poll(() => chosen(open)?.startAt).toBeNull();
  });
});

describe('the last 90 days first', () => {
  const recentSwitch = ({ page }: OpenWindow): ReturnType<OpenWindow['page']['getByRole']> =>
    page.getByRole('switch', { name: 'The last 90 days first' });
  const expectTold = async (recent: EstimateView['recent'], words: RegExp): Promise<void> => {
    const open = await openEstimate({ view: sampleEstimate({ recent }) });
    // The estimate arrives after the page.
    await expect.poll(() => open.page.locator('.recent-choice .switch__text').innerText()).toMatch(words);
  };
  const recent = {
    messages: 2_100,
    bytes: 1_400_000_000,
    isComplete: true,
    usableAfter: { fromSeconds: 1200, toSeconds: 2400 },
  };

  test('says what one has of it and what it costs, and is off at first', async () => {
    const open = await openEstimate();
    expect(await recentSwitch(open).isChecked()).toBe(false);
    const words = await open.page.locator('.recent-choice').innerText();
    expect(words).toContain(
      '2,100 messages of the last 90 days: this takes between 20 and 40 minutes, then you can use the new mailbox.',
    );
    expect(words).toContain('programs that list mail by arrival show it on top. Sorting by date puts that right.');
    // The words belong to the switch for who does not see them beside it.
    const description = await recentSwitch(open).getAttribute('aria-describedby');
    expect(description).not.toBeNull();
    await open.page.locator('.recent-choice .switch').click();
    await expect.poll(() => chosen(open)).toEqual({ ...defaultRunOptions, recentFirst: true });
    await expect.poll(() => recentSwitch(open).isChecked()).toBe(true);
    await open.shot('estimate-recent');
  });

  test('does not say more than is known', async () => {
    await expectTold({ ...recent, isComplete: false }, /^At least 2,100 messages of the last 90 days: this/);
    await expectTold({ ...recent, usableAfter: null }, /^2,100 messages .*\. How long they take is not known/);
    await expectTold(null, /^How much mail that is, and how long it takes, is not known yet\./);
    await expectTold({ ...recent, messages: 0, bytes: 0 }, /^No message is from the last 90 days\./);
  });

  test('is no question where all mail is recent, or when copying has begun', async () => {
    const all = await openEstimate({ view: sampleEstimate({ recent: { ...recent, messages: 21_300 } }) });
    await all.page.getByLabel('Speed limit').waitFor();
    expect(await recentSwitch(all).count()).toBe(0);
    const begun = await openEstimate({ move: { run: sampleRun({ phase: 'paused', startedAt: sampleNow }) } });
    await begun.page.getByLabel('Speed limit').waitFor();
    expect(await recentSwitch(begun).count()).toBe(0);
  });
});

describe('starting', () => {
  test('starts the copy and shows it', async () => {
    const open = await openEstimate();
    expect(await mainButton(open).innerText()).toBe('Start copying');
    await mainButton(open).click();
    await expect.poll(() => open.sent('goToStep')).toEqual([{ move: sampleMoveId, step: 'copying' }]);
    await expect.poll(() => open.sent('startMove')).toEqual([{ move: sampleMoveId }]);
  });

  test('says why it cannot, and stays', async () => {
    const open = await openEstimate({ answers: { startMove: { problem: unreachable } } });
    await mainButton(open).click();
    await open.page.getByRole('alert').getByText('mail.example.org').first().waitFor();
    await open.shot('estimate-problem');
    expect(open.sent('goToStep')).toEqual([]);
    expect(await mainButton(open).isDisabled()).toBe(false);
  });

  test('waits for the last choice to arrive', async () => {
    let arrive: (() => void) | undefined;
    const open = await openEstimate({
      answers: {
        chooseOptions: async () => {
          await new Promise<void>((go) => {
            arrive = go;
          });
          return sampleEstimate();
        },
      },
    });
    await open.page.getByLabel('Speed limit').selectOption('1 Mbit/s');
    await expect.poll(() => mainButton(open).isDisabled()).toBe(true);
    arrive?.();
    await expect.poll(() => mainButton(open).isDisabled()).toBe(false);
  });

  test('goes on with a paused copy, and only shows one that runs', async () => {
    const paused = await openEstimate({ move: { run: sampleRun({ phase: 'paused', startedAt: sampleNow }) } });
    expect(await mainButton(paused).innerText()).toBe('Go on copying');
    expect(await paused.page.getByText('Copying has begun. Changes here count from now on.').isVisible()).toBe(true);
    expect(await paused.page.getByText('At a set time').count()).toBe(0);
    const running = await openEstimate({ move: { run: sampleRun({ phase: 'running', startedAt: sampleNow }) } });
    expect(await mainButton(running).innerText()).toBe('Back to copying');
    await mainButton(running).click();
    await expect.poll(() => running.sent('goToStep')).toHaveLength(1);
    expect(running.sent('startMove')).toEqual([]);
  });
});

describe('for everybody', () => {
  test.each([
    { theme: 'light', language: 'en' },
    { theme: 'dark', language: 'fr' },
    { theme: 'dark', language: 'en', width: 320 },
    { theme: 'light', language: 'fr', width: 320 },
    { direction: 'rtl' },
    { pseudo: true, width: 640 },
    { forcedColors: true },
  ] as const)('axe finds nothing and nothing is cut off: %o', async (options) => {
    const startAt = Date.now() + 8 * 3_600_000;
    const open = await openEstimate({
      ...options,
      view: limited,
      move: { options: { ...defaultRunOptions, hoursPerDay: 8, startAt } },
    });
    await open.page.locator('.scale').waitFor();
    await open.shot(`estimate-${Object.keys(options).join('-')}`);
    await expectNoAxeViolations(open.page);
    expect(await clippedTexts(open.page)).toEqual([]);
  });
});
