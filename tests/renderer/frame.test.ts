import { describe, expect, test } from 'vitest';
import { wizardSteps } from '../../shared/ipc/wizard-step.ts';
import { refuse } from './support/fake-bridge.ts';
import { openWindow } from './support/open-window.ts';
import { quietAnswers } from './support/quiet-answers.ts';
import { sampleAppState, sampleMove, sampleMoveBetween, sampleMoveId } from './support/samples.ts';

const promise = 'Nothing is deleted or changed in your old mailbox.';
const atChecks = {
  moves: [sampleMoveBetween({ step: 'checks', reached: 'folders' })],
  answers: quietAnswers,
};

test('the heading is heard as one sentence, and drawn without what divides it', async () => {
  const { page } = await openWindow(atChecks);
  await page.getByRole('heading', { level: 1, name: 'Step 3 of 8: Checks', exact: true }).waitFor();
  expect(await page.title()).toContain('Step 3 of 8: Checks');
  const colon = page.locator('.step__colon');
  expect(await colon.innerText()).toBe(':');
  expect(await colon.evaluate((element) => element.getBoundingClientRect().width)).toBeLessThan(1);
});

describe('a step', () => {
  test.each(wizardSteps)('%s has one heading, and it has the focus', async (step) => {
    const moves = [sampleMoveBetween({ step, reached: 'after' })];
    const { page } = await openWindow({ moves, answers: quietAnswers });
    expect(await page.locator('h1').count()).toBe(1);
    const heading = (await page.locator('h1').textContent()) ?? '';
    expect(heading).toMatch(new RegExp(`^Step ${String(wizardSteps.indexOf(step) + 1)} of 8: .+$`, 'u'));
    expect(await page.title()).toBe(`${heading} – Homing`);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect(await page.getByText(promise).count()).toBe(step === 'new-mailbox' ? 0 : 1);
  });

  test('leads back, and home', async () => {
    const { page, sent } = await openWindow(atChecks);
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('heading', { level: 1, name: 'Step 2 of 8: New mailbox' }).waitFor();
    await expect.poll(() => sent('goToStep')).toEqual([{ move: sampleMoveId, step: 'new-mailbox' }]);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.getByRole('button', { name: 'Save and leave' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bring your mail home' }).waitFor();
    await expect.poll(() => sent('showPlace')).toEqual([{ move: null }]);
  });

  test('the first has nothing to go back to', async () => {
    const { page } = await openWindow({ moves: [sampleMove()], answers: quietAnswers });
    expect(await page.getByRole('button', { name: 'Back' }).count()).toBe(0);
  });
});

describe('the list of steps', () => {
  test('says which is current, which are completed, and opens those that were reached', async () => {
    const { page, sent } = await openWindow(atChecks);
    const list = page.getByRole('navigation', { name: 'Steps of the move' }).getByRole('list');
    expect(await list.evaluate((element) => element.tagName)).toBe('OL');
    expect(await list.getByRole('listitem').count()).toBe(8);
    expect(await list.locator('[aria-current=step]').allTextContents()).toEqual(['3Checks']);
    expect(await list.getByRole('button').allTextContents()).toEqual([
      'Old mailboxcompleted',
      'New mailboxcompleted',
      '4Folders',
    ]);
    await list.getByRole('button', { name: 'Old mailbox' }).click();
    await page.getByRole('heading', { level: 1, name: 'Step 1 of 8: Old mailbox' }).waitFor();
    await expect.poll(() => sent('goToStep')).toEqual([{ move: sampleMoveId, step: 'old-mailbox' }]);
  });

  test('is a line that opens where there is little room, and closes at the next step', async () => {
    const { page } = await openWindow({ ...atChecks, width: 400 });
    const line = page.getByRole('navigation').locator('summary');
    expect(await line.textContent()).toBe('Step 3 of 8');
    expect(await page.getByRole('navigation').getByRole('listitem').count()).toBe(0);
    await line.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').getByRole('button', { name: 'Old mailbox' }).click();
    await page.getByRole('heading', { level: 1, name: 'Step 1 of 8: Old mailbox' }).waitFor();
    expect(await page.getByRole('navigation').getByRole('listitem').count()).toBe(0);
  });
});

test.each([
  { width: 1040, height: 500 },
  { width: 360, height: 640 },
])('the buttons below never lie over what has the focus ($width × $height)', async ({ width, height }) => {
  const moves = [sampleMoveBetween({ step: 'after', reached: 'after' })];
  const { page } = await openWindow({ moves, answers: quietAnswers, width, height });
  const covered: string[] = [];
  let stops = 0;
  for (; stops < 60; stops += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const element = document.activeElement;
      const footer = document.querySelector('.step-footer');
      if (!element || !footer || footer.contains(element)) return null;
      const [box, over] = [element.getBoundingClientRect(), footer.getBoundingClientRect()];
      // What is larger than the room above the footer need only begin there.
      return Math.min(box.bottom, box.top + 40) > over.top + 1 && box.top < over.bottom ? element.outerHTML : null;
    });
    if (found !== null) covered.push(found);
    if (await page.evaluate(() => document.activeElement === document.body)) break;
  }
  expect(stops).toBeGreaterThan(8);
  expect(covered).toEqual([]);
});

describe('the header', () => {
  test('changes the language at once, in the page as in its controls', async () => {
    const { page, sent } = await openWindow(atChecks);
    await page.getByLabel('Language').selectOption({ label: 'Français' });
    await page.getByRole('heading', { level: 1, name: 'Étape 3 sur 8\u00A0: Contrôles' }).waitFor();
    await expect.poll(() => sent('changeSettings')).toEqual([{ language: 'fr' }]);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('fr');
    expect(await page.title()).toBe('Étape 3 sur 8\u00A0: Contrôles – Homing');
    const options = page.getByLabel('Langue').locator('option');
    expect(
      await options.evaluateAll((all) => all.map((option) => [option.textContent, option.getAttribute('lang')])),
    ).toEqual([
      ['English', 'en'],
      ['Français', 'fr'],
    ]);
  });

  test('changes the colours, seen from what they are now', async () => {
    const { page, sent } = await openWindow({ state: sampleAppState() });
    const background = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await background();
    await page.getByRole('button', { name: 'Use dark colours' }).click();
    await page.getByRole('button', { name: 'Use light colours' }).waitFor();
    expect(await background()).not.toBe(light);
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await expect.poll(() => sent('changeSettings')).toEqual([{ theme: 'dark' }]);
  });

  test('follows the system where nothing was chosen', async () => {
    const { page } = await openWindow({ state: sampleAppState() });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Use light colours' }).waitFor();
  });

  test('leads home, and to settings and back', async () => {
    const { page, sent } = await openWindow(atChecks);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('heading', { level: 1, name: 'Step 3 of 8: Checks' }).waitFor();
    await page.getByRole('button', { name: 'Homing Go to the start' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bring your mail home' }).waitFor();
    await expect.poll(() => sent('showPlace')).toEqual([{ move: sampleMoveId }, { move: null }]);
  });

  test('helps', async () => {
    const { page } = await openWindow();
    await page.getByRole('button', { name: 'Help' }).click();
    const help = page.getByRole('dialog', { name: 'Help' });
    await help.getByText('Can I lose mail?').waitFor();
    await help.getByText('Version 0.1.0').waitFor();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
  });
});

describe('when something is wrong', () => {
  test('a request that was turned away is said', async () => {
    const { page } = await openWindow({ answers: { createMove: refuse } });
    await page.getByRole('button', { name: 'Start a move' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('That did not work').waitFor();
    await alert.getByRole('button', { name: 'Close' }).click();
    await alert.waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Start a move' }).isEnabled()).toBe(true);
  });

  test('a move that is not there leads home', async () => {
    const { page } = await openWindow({ state: sampleAppState({ place: { move: sampleMoveId } }) });
    await page.getByRole('heading', { level: 1, name: 'This move is not there any more' }).waitFor();
    await page.locator('main').getByRole('button', { name: 'Go to the start' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bring your mail home' }).waitFor();
  });

  test('a window that main does not answer can be loaded again', async () => {
    const { page } = await openWindow({ answers: { appState: refuse } });
    await page.getByRole('heading', { level: 1, name: 'The window needs a fresh start' }).waitFor();
    await page.getByRole('button', { name: 'Load the window again' }).waitFor();
  });

  test('a fault of ours shows a calm page', async () => {
    const fault = 'a fault made by the test';
    const { page } = await openWindow({ mayComplain: new RegExp(fault, 'u') });
    await page.evaluate((message) => {
      // The next list of languages to be drawn is the one of the settings.
      Intl.DisplayNames.prototype.of = () => {
        throw new Error(message);
      };
    }, fault);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('heading', { level: 1, name: 'The window needs a fresh start' }).waitFor();
    expect(await page.getByText('Your mail is safe').count()).toBe(1);
  });
});

test('a change of main is shown', async () => {
  const { page, push } = await openWindow(atChecks);
  await push('move', sampleMoveBetween({ id: 'ffffffffffffffff', step: 'after' }));
  await push('move', sampleMoveBetween({ step: 'folders', reached: 'folders' }));
  await page.getByRole('heading', { level: 1, name: 'Step 4 of 8: Folders' }).waitFor();
});
