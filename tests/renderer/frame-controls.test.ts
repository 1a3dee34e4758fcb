import { describe, expect, test } from 'vitest';
import type { Locator, Page } from 'playwright';
import { expectNoAxeViolations } from './support/accessibility.ts';
import { openWindow } from './support/open-window.ts';

const openGallery = async (): Promise<Page> => (await openWindow({ entry: 'gallery' })).page;
const describedBy = (field: Locator): Promise<string> =>
  field.evaluate((element) => {
    const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
    return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  });

describe('a button', () => {
  test('is pressed by Enter and Space, and never while disabled', async () => {
    const page = await openGallery();
    const count = page.locator('output').first();
    await page.getByRole('button', { name: 'Count' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    expect(await count.textContent()).toBe('2');
    await page.getByRole('button', { name: 'Disabled' }).click({ force: true });
    expect(await count.textContent()).toBe('2');
  });

  test('that is busy keeps the focus, says so, and cannot be pressed again', async () => {
    const page = await openGallery();
    const work = page.getByRole('button', { name: 'Work' });
    await work.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('progressbar', { name: 'Under way' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await page.locator('output').first().textContent()).toBe('1');
    expect(await work.getAttribute('aria-disabled')).toBe('true');
    expect(await work.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe('a text field', () => {
  test('has its description and its error tied to it', async () => {
    const page = await openGallery();
    const field = page.getByLabel('Address');
    expect(await describedBy(field)).toBe('The whole of it');
    expect(await field.getAttribute('aria-invalid')).toBeNull();
    await field.fill('ada');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await describedBy(field)).toContain('There is no @ in it.');
    await field.fill('ada@example.org');
    expect(await describedBy(field)).toBe('The whole of it');
    expect([await field.getAttribute('autocomplete'), await field.getAttribute('type')]).toEqual(['email', 'email']);
  });

  test('for a password takes what is pasted, shows it on demand, and keeps it', async () => {
    const page = await openGallery();
    const field = page.getByLabel('Password', { exact: true });
    const show = page.getByRole('button', { name: 'Show the password' });
    await field.focus();
    await page.keyboard.insertText('abcd efgh ijkl mnop');
    expect(await field.getAttribute('type')).toBe('password');
    await show.click();
    expect([await field.getAttribute('type'), await show.getAttribute('aria-pressed')]).toEqual(['text', 'true']);
    expect(await field.inputValue()).toBe('abcd efgh ijkl mnop');
    await show.click();
    expect([await field.getAttribute('type'), await show.getAttribute('aria-pressed')]).toEqual(['password', 'false']);
    expect(await field.getAttribute('autocomplete')).toBe('current-password');
  });
});

describe('a choice', () => {
  test.each(['List', 'Cards', 'Segments'])('as %s is one stop of the Tab key, and changes by arrows', async (name) => {
    const page = await openGallery();
    const group = page.getByRole('radiogroup', { name });
    await group.getByRole('radio').first().focus();
    await page.keyboard.press('ArrowDown');
    expect(await group.getByRole('radio', { name: 'A pear' }).isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    expect(await group.evaluate((element) => element.contains(document.activeElement))).toBe(false);
  });

  test('has its descriptions tied to it, and takes a press on them', async () => {
    const page = await openGallery();
    const group = page.getByRole('radiogroup', { name: 'Cards' });
    const plum = group.getByRole('radio', { name: 'A plum' });
    expect(await describedBy(plum)).toBe('What a plum means');
    // Not by the element: what is pressed there is the option, which lies over its description.
    await group.getByText('What a plum means').click({ force: true });
    expect(await plum.isChecked()).toBe(true);
  });
});

test('ticks and switches change by Space', async () => {
  const page = await openGallery();
  const tick = page.getByRole('checkbox', { name: 'I understand' });
  await tick.focus();
  await page.keyboard.press('Space');
  expect(await tick.isChecked()).toBe(true);
  const some = page.getByRole('checkbox', { name: 'All of them' });
  expect(await some.evaluate((element) => (element as HTMLInputElement).indeterminate)).toBe(true);
  const toggle = page.getByRole('switch', { name: 'Awake' });
  expect(await describedBy(toggle)).toBe('Takes effect at once');
  await toggle.focus();
  await page.keyboard.press('Space');
  expect(await toggle.isChecked()).toBe(false);
});

describe('a dialog', () => {
  test('takes the focus, says what it is about, and gives the focus back', async () => {
    const page = await openGallery();
    await page.getByRole('button', { name: 'Ask' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Remove it?' });
    await dialog.waitFor();
    expect(await describedBy(dialog)).toBe('Mail is not touched.');
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    // Tab never leaves it.
    for (let presses = 0; presses < 5; presses += 1) {
      await page.keyboard.press('Tab');
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    }
    await expectNoAxeViolations(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.locator('output').last().textContent()).toBe('no');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Ask');
  });

  test('says yes only when yes is pressed', async () => {
    const page = await openGallery();
    await page.getByRole('button', { name: 'Ask' }).click();
    await page.getByRole('button', { name: 'Yes' }).click();
    expect(await page.locator('output').last().textContent()).toBe('yes');
  });
});

test('a progress bar says its numbers, and a live text beside it speaks', async () => {
  const page = await openGallery();
  const bar = page.getByRole('progressbar', { name: 'Copying' });
  expect(await bar.getAttribute('aria-valuetext')).toBe('38 of 100 messages');
  expect([await bar.getAttribute('aria-valuenow'), await bar.getAttribute('aria-valuemax')]).toEqual(['38', '100']);
  await page.getByRole('button', { name: 'Count' }).click();
  await expect.poll(() => page.getByRole('status').allTextContents()).toContain('pressed 1');
});

test('a name from a server cannot turn the words around it', async () => {
  const page = await openGallery();
  await page.getByText('Details').click();
  const name = page.locator('.foreign').last();
  expect(await name.evaluate((element) => [element.tagName, getComputedStyle(element).unicodeBidi])).toEqual([
    'BDI',
    'isolate',
  ]);
});

test('every control is large enough to be hit', async () => {
  const page = await openGallery();
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, select, summary, label, input[type=text], input[type=email]')]
      .map((element) => ({ text: element.textContent, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.width < 24 || box.height < 24))
      // The label above a field is not what is pressed.
      .filter(({ text }) => !['Address', 'Password', 'Select'].includes(text)),
  );
  expect(small).toEqual([]);
});

describe.each([
  { theme: 'light', forcedColors: false },
  { theme: 'dark', forcedColors: false },
  { theme: 'dark', forcedColors: true },
] as const)('every control, $theme, forced colours: $forcedColors', ({ theme, forcedColors }) => {
  test('is without fault for axe', async () => {
    const { page, shot } = await openWindow({ entry: 'gallery', theme, forcedColors });
    await shot(forcedColors ? 'controls-forced' : 'controls');
    await expectNoAxeViolations(page);
  });
});
