import { describe, expect, test } from 'vitest';
import type { AppSettings } from '../../shared/ipc/settings.ts';
import { sampleSummary } from './support/move-summaries.ts';
import { openWindow, type OpenWindow, type WindowOptions } from './support/open-window.ts';
import { sampleAppState } from './support/samples.ts';

async function openSettings(options: WindowOptions = {}): Promise<OpenWindow> {
  const opened = await openWindow(options);
  await opened.page.getByRole('button', { name: 'Settings' }).click();
  await opened.page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  return opened;
}

const changes: readonly {
  readonly role: 'radio' | 'switch';
  readonly name: string;
  readonly change: Partial<AppSettings>;
}[] = [
  { role: 'radio', name: 'Dark', change: { theme: 'dark' } },
  { role: 'switch', name: 'Keep this computer awake', change: { keepAwake: false } },
  { role: 'switch', name: 'Show notifications', change: { notifications: false } },
  { role: 'radio', name: 'Keep copying in the background', change: { onClose: 'keep-running' } },
  { role: 'radio', name: 'Quit and continue later', change: { onClose: 'quit' } },
  { role: 'radio', name: 'Wait until it is plugged in', change: { onBattery: 'pause' } },
];

describe('a setting', () => {
  test.each(changes)('is changed at once: $name', async ({ role, name, change }) => {
    const { page, sent } = await openSettings();
    const control = page.getByRole(role, { name });
    const before = await control.isChecked();
    await control.focus();
    await page.keyboard.press('Space');
    await expect.poll(() => control.isChecked()).toBe(!before);
    await expect.poll(() => sent('changeSettings')).toEqual([change]);
  });

  test('of the language can follow the computer', async () => {
    const { page, sent } = await openSettings();
    const language = page.locator('main').getByRole('combobox', { name: 'Language' });
    expect(await language.inputValue()).toBe('system');
    await language.selectOption('fr');
    await page.getByRole('heading', { level: 1, name: 'Réglages' }).waitFor();
    await page.locator('main').getByRole('combobox', { name: 'Langue' }).selectOption('system');
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await expect.poll(() => sent('changeSettings')).toEqual([{ language: 'fr' }, { language: 'system' }]);
  });
});

test('everything can be forgotten, after a question that says what goes', async () => {
  const { page, requests } = await openSettings({ state: sampleAppState({ moves: [sampleSummary()] }) });
  const asked = (): number => requests().filter(({ name }) => name === 'forgetEverything').length;
  await page.getByRole('button', { name: 'Forget everything…' }).click();
  const question = page.getByRole('alertdialog', { name: 'Forget everything on this computer?' });
  await question.getByText('Your mail is not touched').waitFor();
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  expect(asked()).toBe(0);
  await page.getByRole('button', { name: 'Forget everything…' }).click();
  await question.getByRole('button', { name: 'Forget everything' }).click();
  await page.getByRole('status').getByText('Everything was removed from this computer.').waitFor();
  expect(asked()).toBe(1);
});
