import { expect, test } from 'vitest';
import type { Page } from 'playwright';
import { expectNoAxeViolations } from './support/accessibility.ts';
import { openWindow } from './support/open-window.ts';
import { quietAnswers } from './support/quiet-answers.ts';

const words = Array.from({ length: 400 }, (_, line) => `Line ${String(line)} of a licence`).join('\n');

async function openLicences(text: string | null): Promise<Page> {
  const { page } = await openWindow({ answers: { ...quietAnswers, licences: { text } } });
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('button', { name: 'Licences' }).click();
  await page.getByRole('heading', { level: 2, name: 'Licences' }).waitFor();
  return page;
}

test('help leads to the licences and back', async () => {
  const page = await openLicences(words);
  const field = page.getByRole('textbox', { name: 'Licences' });
  expect(await field.inputValue()).toBe(words);
  expect(await field.getAttribute('readonly')).not.toBeNull();
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Back to the help' }).click();
  await page.getByText('Can I lose mail?').waitFor();
});

test('the licences scroll by keyboard inside the dialog', async () => {
  const page = await openLicences(words);
  const field = page.getByRole('textbox', { name: 'Licences' });
  await field.focus();
  await page.keyboard.press('PageDown');
  await expect.poll(() => field.evaluate((element) => element.scrollTop)).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});

test('without a package there are none to show, which is said', async () => {
  const page = await openLicences(null);
  await page.getByText('This one runs from its source.').waitFor();
});
