import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { pseudoMessage, pseudoMessages } from '../../renderer/language/pseudo.ts';
import { readStandIn } from '../../renderer/language/stand-in.ts';
import { catalogue } from '../../shared/messages/catalogue.ts';
import { clippedTexts } from './support/accessibility.ts';
import { everySummary } from './support/move-summaries.ts';
import { openWindow, type WindowOptions } from './support/open-window.ts';
import { quietAnswers } from './support/quiet-answers.ts';
import { sampleAppState, sampleMoveBetween } from './support/samples.ts';

describe('a pseudo message', () => {
  test('is 40 % longer at least, and keeps what is filled in', () => {
    expect(pseudoMessage('Start a move')).toBe('Štááárt áá mööövë');
    expect(pseudoMessage('{done, number} of {total, plural, one {# message} other {# messages}}')).toBe(
      '{done, number} ööf {total, plural, one {# mëëëëššágë} other {# mëëëëëššágëš}}',
    );
    expect(pseudoMessage('<count>Step {number}:</count> <name>{step}</name>')).toBe(
      '<count>Štëëëp {number}:</count> <name>{step}</name>',
    );
  });

  test('of every message can be read as a message', () => {
    for (const [id, text] of Object.entries(pseudoMessages(catalogue.en))) {
      expect(() => new IntlMessageFormat(text, 'en'), id).not.toThrow();
    }
  });
});

test('the app itself heeds no stand-in', () => {
  const search = '?pseudo&dir=rtl';
  expect(readStandIn({ protocol: 'app:', search })).toEqual({ pseudo: false, direction: 'ltr' });
  expect(readStandIn({ protocol: 'https:', search })).toEqual({ pseudo: true, direction: 'rtl' });
});

const screens: Readonly<Record<string, WindowOptions>> = {
  'before the first move': {},
  'the moves': {
    state: sampleAppState({ moves: [...everySummary], keychain: { kind: 'this-session', why: 'locked' } }),
  },
  'a step': { moves: [sampleMoveBetween({ step: 'new-mailbox', reached: 'folders' })], answers: quietAnswers },
};
const screenNames = Object.keys(screens);

describe.each([
  { name: 'words 40 % longer', options: { pseudo: true } },
  { name: 'words 40 % longer, right to left', options: { pseudo: true, direction: 'rtl' } },
  { name: 'words 40 % longer, narrow', options: { pseudo: true, width: 320 } },
  { name: 'French, narrow', options: { language: 'fr', width: 320 } },
  { name: 'right to left, narrow', options: { direction: 'rtl', width: 320 } },
] as const satisfies { name: string; options: WindowOptions }[])('with $name', ({ name, options }) => {
  test.each(screenNames)('nothing is cut off: %s', async (screen) => {
    const { page, shot } = await openWindow({ ...screens[screen], ...options });
    await shot(`${name}-${screen}`.replaceAll(/[^a-z0-9]+/giu, '-'));
    expect(await clippedTexts(page)).toEqual([]);
  });

  test('nothing is cut off: settings', async () => {
    const { page } = await openWindow(options);
    await page.locator('.header__tools button').nth(1).click();
    await page.locator('main.settings').waitFor();
    expect(await clippedTexts(page)).toEqual([]);
  });
});

describe('from right to left', () => {
  test('everything is mirrored, controls and drawings too', async () => {
    const { page } = await openWindow({ ...screens['a step'], direction: 'rtl' });
    const at = (selector: string): Promise<number> =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => element.getBoundingClientRect().x);
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
    expect(await at('.header__name')).toBeGreaterThan(await at('.header__tools'));
    expect(await at('.steps')).toBeGreaterThan(await at('h1'));
    const arrow = page.locator('.step-footer .icon--directed').first();
    expect(await arrow.evaluate((icon) => getComputedStyle(icon).transform)).toBe('matrix(-1, 0, 0, 1, 0, 0)');
  });

  test('addresses stay as they are read', async () => {
    const { page } = await openWindow({ ...screens['the moves'], direction: 'rtl' });
    const address = page.locator('.move__route bdi').last();
    expect(await address.evaluate((element) => getComputedStyle(element).unicodeBidi)).toBe('isolate');
  });
});

test('words that run out of their box would be found', async () => {
  const { page } = await openWindow({ width: 320 });
  await page.locator('.hero .lead').evaluate((element) => {
    (element as HTMLElement).style.whiteSpace = 'nowrap';
  });
  expect(await clippedTexts(page)).toEqual([expect.stringMatching(/^lead: Homing moves/u), 'the page itself']);
});
