import { expect, test } from 'vitest';
import type { OpenWindow } from './support/open-window.ts';
import {
  addressField,
  mainButton,
  openAccountStep,
  secretField,
  type AccountWindow,
} from './support/account-window.ts';
import { sampleAccount, sampleMove } from './support/samples.ts';

type Page = OpenWindow['page'];

const focusedName = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('name') ?? null);

/** The words of what has the focus. */
const focusedText = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');

async function fillIn(window: AccountWindow, secret = 'abcd efgh ijkl mnop'): Promise<void> {
  await window.typeAddress('ada@gmail.com');
  await secretField(window.page).fill(secret);
}

test('by keyboard only: address, password, Enter', async () => {
  const { page, nextSignIn, push } = await openAccountStep();
  // A new step begins at its heading.
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  await page.keyboard.press('Tab');
  expect(await focusedName(page)).toBe('address');
  await page.keyboard.type('ada@gmail.com');
  // While the person pauses, the address is looked up: what follows is there before they go on.
  await secretField(page).waitFor();
  const passed: (string | null)[] = [];
  while ((await focusedName(page)) !== 'password' && passed.length < 12) {
    await page.keyboard.press('Tab');
    passed.push(await focusedName(page));
  }
  await page.keyboard.type('abcdefghijklmnop');
  await page.keyboard.press('Enter');
  const { request, answer } = await nextSignIn();
  expect(request).toEqual({
    move: sampleMove().id,
    side: 'source',
    typed: 'ada@gmail.com',
    address: { host: 'imap.gmail.com', port: 993, security: 'tls', user: 'ada@gmail.com' },
    settingSource: 'known',
    provider: 'gmail',
    secret: 'abcdefghijklmnop',
  });
  await answer(null);
  // The answer takes the focus, so that it is read.
  await page.getByText('24 folders, 21,300 messages, 14 GB').waitFor();
  expect(await focusedText(page)).toContain('ada@gmail.com');
  await push('move', sampleMove({ source: sampleAccount(), reached: 'new-mailbox' }));
});

test('Enter in the address finds the server first', async () => {
  const { page, requests } = await openAccountStep();
  await addressField(page).fill('ada@example.org');
  await addressField(page).press('Enter');
  await page.getByText('Guessed, please check').waitFor();
  expect(await page.getByText('imap.example.org:993').count()).toBe(1);
  expect(requests().filter(({ name }) => name === 'signIn')).toEqual([]);
});

test('the spaces of a pasted app password are removed, and that is said', async () => {
  const window = await openAccountStep();
  const { page, nextSignIn } = window;
  await window.typeAddress('ada@gmail.com');
  await secretField(page).focus();
  await page.keyboard.insertText('abcd efgh ijkl mnop');
  expect(await secretField(page).inputValue()).toBe('abcdefghijklmnop');
  expect(await page.getByText('The spaces were removed.').count()).toBe(2); // under the field, and said aloud
  await mainButton(page).click();
  const pending = await nextSignIn();
  expect(pending.request.secret).toBe('abcdefghijklmnop');
  await pending.answer(null);
});

test('a password that cannot be an app password gets a hint, and is sent all the same', async () => {
  const window = await openAccountStep();
  await fillIn(window, 'Summer 2026');
  await secretField(window.page).blur();
  await window.page.getByText('This does not look like an app password').first().waitFor();
  await mainButton(window.page).click();
  const pending = await window.nextSignIn();
  expect(pending.request.secret).toBe('Summer 2026');
  await pending.answer(null);
});

test('the password can be shown, and password managers know the fields', async () => {
  const window = await openAccountStep();
  await fillIn(window);
  const field = secretField(window.page);
  expect(await field.getAttribute('type')).toBe('password');
  expect(await field.getAttribute('autocomplete')).toBe('current-password');
  expect(await addressField(window.page).getAttribute('autocomplete')).toBe('username');
  await window.page.getByRole('button', { name: 'Show the password' }).click();
  expect(await field.getAttribute('type')).toBe('text');
});

test('a checklist fills as the sign-in goes on', async () => {
  const window = await openAccountStep();
  const { page } = window;
  await fillIn(window);
  await mainButton(page).click();
  const pending = await window.nextSignIn();
  const lines = async (): Promise<string[]> =>
    (await page.locator('.account__stage .quiet').allTextContents()).map((text) => text.trim());
  await page.locator('.account__stage').first().waitFor();
  expect(await lines()).toEqual(['under way', 'to come', 'to come', 'to come']);
  const expected = {
    connected: ['done', 'under way', 'to come', 'to come'],
    encrypted: ['done', 'done', 'under way', 'to come'],
    'signed-in': ['done', 'done', 'done', 'under way'],
    done: ['done', 'done', 'done', 'done'],
  } as const;
  for (const [stage, words] of Object.entries(expected)) {
    await pending.stage(stage as keyof typeof expected);
    await page.waitForTimeout(50);
    expect(await lines()).toEqual(words);
  }
  // Nothing can be changed meanwhile.
  expect(await addressField(page).isDisabled()).toBe(true);
  expect(await secretField(page).isDisabled()).toBe(true);
  await pending.answer(null);
});

test('cancelling gives the form back, and a late answer says nothing', async () => {
  const window = await openAccountStep();
  const { page } = window;
  await fillIn(window);
  await mainButton(page).click();
  const pending = await window.nextSignIn();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => window.sent('cancelSignIn')).toHaveLength(1);
  expect(await focusedName(page)).toBe('password');
  expect(await secretField(page).inputValue()).toBe('abcdefghijklmnop');
  await pending.answer({ kind: 'connection-lost' });
  await page.waitForTimeout(100);
  expect(await page.locator('.account .notice').count()).toBe(0);
});

test('the main button leads on when the account works, and another one can be used', async () => {
  const { page, sent } = await openAccountStep({ move: { source: sampleAccount() } });
  await page.getByRole('button', { name: 'Use another account' }).click();
  expect(await addressField(page).inputValue()).toBe('');
  await page.getByRole('button', { name: 'Keep ada@gmail.com' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect.poll(() => sent('goToStep')).toEqual([{ move: sampleMove().id, step: 'new-mailbox' }]);
});

test('another account replaces the first', async () => {
  const window = await openAccountStep({ move: { source: sampleAccount() } });
  const { page } = window;
  await page.getByRole('button', { name: 'Use another account' }).click();
  await window.typeAddress('bob@gmx.net');
  await secretField(page).fill('secret of bob');
  await mainButton(page).click();
  await (await window.nextSignIn()).answer(null);
  await page.getByRole('heading', { name: 'bob@gmx.net' }).waitFor();
  expect(await addressField(page).count()).toBe(0);
});

test('after a restart without a keychain only the password is asked for', async () => {
  const account = sampleAccount({ secret: 'missing', settingSource: 'typed' });
  const window = await openAccountStep({ move: { source: account } });
  const { page } = window;
  await page.getByText('Please enter the password again').waitFor();
  expect(await addressField(page).count()).toBe(0);
  await mainButton(page).click();
  await page.getByText('One entry needs your attention').waitFor();
  await secretField(page).fill('abcdefghijklmnop');
  await mainButton(page).click();
  const pending = await window.nextSignIn();
  expect(pending.request).toMatchObject({
    typed: account.typed,
    address: account.address,
    settingSource: 'typed',
    provider: 'gmail',
    secret: 'abcdefghijklmnop',
  });
  await pending.answer(null);
  await page.getByRole('button', { name: 'Continue' }).waitFor();
});

test('a kept password that was refused may be tried again as it is', async () => {
  const window = await openAccountStep({ move: { source: sampleAccount({ signedIn: false }) } });
  await window.page.getByText('A password is kept. Leave the field empty to use it.').waitFor();
  await mainButton(window.page).click();
  const pending = await window.nextSignIn();
  expect(pending.request.secret).toBeNull();
  await pending.answer(null);
});

test('going back and forth loses nothing but the password', async () => {
  const window = await openAccountStep({ side: 'destination', move: { source: sampleAccount() } });
  const { page } = window;
  await window.typeAddress('ada@example.org');
  await page.getByRole('button', { name: 'Change server settings' }).click();
  await page.locator('input[name=host]').fill('box.example.org');
  await secretField(page).fill('a secret');
  await window.push('move', sampleMove({ step: 'old-mailbox', reached: 'checks', source: sampleAccount() }));
  await page.getByRole('button', { name: 'Continue' }).waitFor();
  await window.push('move', sampleMove({ step: 'new-mailbox', reached: 'checks', source: sampleAccount() }));
  await secretField(page).waitFor();
  expect(await addressField(page).inputValue()).toBe('ada@example.org');
  expect(await page.locator('input[name=host]').inputValue()).toBe('box.example.org');
  expect(await secretField(page).inputValue()).toBe('');
});
