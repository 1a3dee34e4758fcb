import { describe, expect, test } from 'vitest';
import type { RequestName } from '../../shared/ipc/channels.ts';
import { updateFault, updatesOffWhy, type UpdateState, type UpdatesView } from '../../shared/ipc/updates-view.ts';
import { catalogue } from '../../shared/messages/catalogue.ts';
import { expectNoAxeViolations } from './support/accessibility.ts';
import { sampleSummary } from './support/move-summaries.ts';
import { openWindow, type OpenWindow, type WindowOptions } from './support/open-window.ts';
import { sampleOffer, sampleUpdates } from './support/sample-updates.ts';
import { sampleAppState } from './support/samples.ts';

const done = {
  lookForUpdate: undefined,
  fetchUpdate: undefined,
  installUpdate: undefined,
  cancelUpdate: undefined,
  dismissUpdate: undefined,
  lookWeekly: undefined,
};

async function openUpdates(view: UpdatesView, options: WindowOptions = {}): Promise<OpenWindow> {
  const opened = await openWindow({ ...options, answers: { ...done, updates: view } });
  const words = catalogue[options.language ?? 'en'];
  await opened.page.getByRole('button', { name: words['frame.settings'] }).click();
  await opened.page.getByRole('heading', { name: words['updates.title'] }).waitFor();
  return opened;
}

const offer = sampleOffer;
const states: Readonly<Record<string, UpdateState>> = {
  ...Object.fromEntries(updatesOffWhy.options.map((why) => [`off-${why}`, { kind: 'off', why }])),
  idle: { kind: 'idle' },
  looking: { kind: 'looking' },
  none: { kind: 'none' },
  offered: { kind: 'offered', offer },
  fetching: { kind: 'fetching', offer, percent: 42.5 },
  ready: { kind: 'ready', offer },
  waiting: { kind: 'waiting', offer },
  installing: { kind: 'installing', offer },
  ...Object.fromEntries(updateFault.options.map((fault) => [`failed-${fault}`, { kind: 'failed', fault }])),
};
const busy = sampleAppState({ moves: [sampleSummary()] });
const idle = sampleAppState({ moves: [sampleSummary({ chip: { kind: 'paused', done: 1, total: 2 } })] });

test.each([
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'fr' },
] as const)('every state can be read and reached: $theme, $language', async ({ theme, language }) => {
  const { page, push, shot } = await openUpdates(sampleUpdates({ kind: 'idle' }), { theme, language });
  const card = page.locator('section', { has: page.locator('#settings-updates') });
  const said = new Set<string>();
  for (const [name, state] of Object.entries(states)) {
    await push('updates', sampleUpdates(state));
    const text = await card.innerText();
    expect(said, name).not.toContain(text);
    said.add(text);
    await card.screenshot({ path: `screenshots/updates-${name}-${theme}-${language}.png` });
  }
  await push('updates', sampleUpdates({ kind: 'offered', offer }));
  await shot('updates');
  await expectNoAxeViolations(page);
});

const presses: readonly {
  readonly state: UpdateState;
  readonly button: string;
  readonly name: RequestName;
  readonly input?: unknown;
}[] = [
  { state: { kind: 'idle' }, button: 'Look for a new version', name: 'lookForUpdate' },
  { state: { kind: 'none' }, button: 'Look for a new version', name: 'lookForUpdate' },
  { state: { kind: 'looking' }, button: 'Stop', name: 'cancelUpdate' },
  { state: { kind: 'offered', offer }, button: 'Fetch it', name: 'fetchUpdate' },
  { state: { kind: 'fetching', offer, percent: 1 }, button: 'Stop', name: 'cancelUpdate' },
  { state: { kind: 'ready', offer }, button: 'Install and restart', name: 'installUpdate', input: { when: 'paused' } },
  {
    state: { kind: 'waiting', offer },
    button: 'Pause it now and install',
    name: 'installUpdate',
    input: { when: 'now' },
  },
  { state: { kind: 'waiting', offer }, button: 'Do not install', name: 'cancelUpdate' },
  { state: { kind: 'failed', fault: 'offline' }, button: 'Look again', name: 'lookForUpdate' },
];

test('each button asks main for it, and nothing is asked without one', async () => {
  const { page, requests, push } = await openUpdates(sampleUpdates({ kind: 'idle' }), { state: idle });
  const asked = (): unknown => requests().filter(({ name }) => name in done);
  expect(asked()).toEqual([]);
  const all: unknown[] = [];
  for (const { state, button, name, input } of presses) {
    await push('updates', sampleUpdates(state));
    await page.getByRole('button', { name: button, exact: true }).click();
    all.push({ name, input });
    await expect.poll(asked, { message: button }).toEqual(all);
  }
});

test('while mail is being copied, it says that it will wait', async () => {
  const { page } = await openUpdates(sampleUpdates({ kind: 'ready', offer }), { state: busy });
  await page.getByText('A move is under way. Homing waits until it is paused or finished').waitFor();
  expect(await page.getByRole('button', { name: 'Install and restart' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Install when the copy is paused' }).waitFor();
});

test('looking once a week is off until it is switched on, and says who is told what', async () => {
  const { page, sent } = await openUpdates(sampleUpdates({ kind: 'idle' }));
  const weekly = page.getByRole('switch', { name: 'Look once a week' });
  expect(await weekly.isChecked()).toBe(false);
  await page.getByText('Homing then asks downloads.example.org by itself').waitFor();
  await weekly.focus();
  await page.keyboard.press('Space');
  await expect.poll(() => sent('lookWeekly')).toEqual([{ yes: true }]);
});

test('where there are no new versions, there is nothing to press', async () => {
  const { page } = await openUpdates(sampleUpdates({ kind: 'off', why: 'unsigned' }));
  const card = page.locator('section', { has: page.locator('#settings-updates') });
  expect(await card.getByRole('button').count()).toBe(0);
  expect(await card.getByRole('switch').count()).toBe(0);
});

test('notes are text, whatever they look like', async () => {
  const note = '<img src=x onerror=alert(1)> **See** https://other.example';
  const { page } = await openUpdates(sampleUpdates({ kind: 'offered', offer: { ...offer, notes: [note] } }));
  expect(await page.getByRole('listitem').filter({ hasText: note }).innerText()).toBe(note);
  expect(await page.locator('main').getByRole('link').count()).toBe(0);
});

describe('the first screen', () => {
  test('has one line about a newer version, which leads to it', async () => {
    const { page, shot } = await openWindow({
      state: idle,
      answers: { ...done, updates: sampleUpdates({ kind: 'offered', offer }) },
    });
    await page.getByText('Homing 0.2.0 is available').waitFor();
    await shot('updates-home');
    await page.getByRole('button', { name: 'See what is new' }).click();
    await page.getByRole('button', { name: 'Fetch it' }).waitFor();
  });

  test('says no more of it when told so', async () => {
    const { page, sent, push } = await openWindow({
      answers: { ...done, updates: sampleUpdates({ kind: 'offered', offer }) },
    });
    await page.getByRole('button', { name: 'No more about this version' }).click();
    await expect.poll(() => sent('dismissUpdate')).toHaveLength(1);
    await push('updates', sampleUpdates({ kind: 'offered', offer }, { isDismissed: true }));
    await page.getByText('Homing 0.2.0 is available').waitFor({ state: 'detached' });
  });

  test('says nothing otherwise', async () => {
    const { page, push } = await openWindow({
      answers: { ...done, updates: sampleUpdates({ kind: 'offered', offer }) },
    });
    const line = page.locator('.update-line');
    for (const state of Object.values(states).filter(({ kind }) => kind !== 'offered' && kind !== 'ready')) {
      await push('updates', sampleUpdates({ kind: 'offered', offer }));
      await line.waitFor();
      await push('updates', sampleUpdates(state));
      await line.waitFor({ state: 'detached' });
    }
  });
});
