import { expect, test } from 'vitest';
import { clippedTexts, expectNoAxeViolations } from './support/accessibility.ts';
import { openWindow, type OpenWindow, type WindowOptions } from './support/open-window.ts';
import { afterMove, mixedReceipt } from './support/run-samples.ts';
import { sampleNow } from './support/samples.ts';

async function openAll(options: WindowOptions): Promise<OpenWindow> {
  const move = afterMove({ after: { ticks: ['contacts'], lastLook: { at: sampleNow - 600_000, copied: 4 } } });
  const window = await openWindow({
    height: 1300,
    ...options,
    moves: [move],
    answers: { receipt: mixedReceipt(), stored: { journalBytes: 4_200_000, passwords: 2, keychain: 'system' } },
  });
  const closed = window.page.locator('.after-item__button[aria-expanded=false]');
  while ((await closed.count()) > 0) await closed.first().click();
  await window.page
    .locator('.after-summary__facts')
    .getByText('16,657')
    .or(window.page.getByText('16 657'))
    .first()
    .waitFor();
  return window;
}

test.each([
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'fr' },
] as const)(
  'everything open in $theme, $language, without a fault axe knows',
  { timeout: 240_000 },
  async (options) => {
    const { page, shot } = await openAll(options);
    await shot('after-open');
    await expectNoAxeViolations(page);
    await page
      .getByRole('button', { name: options.language === 'en' ? 'Delete everything' : 'Supprimer tout' })
      .click();
    await page.getByRole('alertdialog').waitFor();
    await expectNoAxeViolations(page);
  },
);

test.each([
  { name: 'narrow', width: 320, language: 'fr' },
  { name: 'narrow-long-words', width: 320, pseudo: true },
  { name: 'rtl', direction: 'rtl', theme: 'dark' },
] as const)('nothing is cut off: $name', async ({ name, ...options }) => {
  const { page, shot } = await openAll(options);
  await shot(`after-${name}`);
  const clipped = await clippedTexts(page);
  expect(clipped.filter((text) => !text.includes('visually-hidden'))).toEqual([]);
});
