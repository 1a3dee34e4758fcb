import { expect, test } from 'vitest';
import type { ProblemView } from '../../shared/ipc/problem-view.ts';
import { mainButton, openAccountStep, secretField, type AccountWindow } from './support/account-window.ts';
import { sampleAccount } from './support/samples.ts';

async function fail(window: AccountWindow, address: string, problem: Partial<ProblemView>): Promise<void> {
  await window.typeAddress(address);
  await secretField(window.page).fill('wrong');
  await mainButton(window.page).click();
  await (await window.nextSignIn()).answer(problem);
  await window.page.locator('.account__answer .notice').waitFor();
}

const gmail = 'ada@gmail.com';
const own = 'ada@example.org';
const appPasswords = 'Open the page for app passwords';
const imapPage = 'How to switch on IMAP';

/** Every way a sign-in fails, what is said first, and the one button for it; null: there is nothing to press. */
const failures: readonly (readonly [string, Partial<ProblemView>, string, string | null])[] = [
  [gmail, { refusal: 'wrong-password' }, 'Google did not accept this password.', appPasswords],
  [gmail, { refusal: 'app-password-needed' }, 'Google did not accept this password.', appPasswords],
  [own, { refusal: 'wrong-password' }, 'did not accept the password', 'Go to “Password”'],
  ['ada@gmx.net', { refusal: 'imap-off' }, 'GMX refuses mail programs at the moment.', imapPage],
  ['ada@yahoo.com', { refusal: 'wrong-password' }, 'Yahoo did not accept this password.', appPasswords],
  ['ada@icloud.com', { refusal: 'wrong-password' }, 'Apple did not accept this password.', appPasswords],
  [gmail, { refusal: 'web-login-needed' }, 'Google wants to see you in the web browser first.', 'Try again'],
  [own, { refusal: 'account-locked' }, 'has locked the account', 'Try again'],
  [own, { refusal: 'too-many-tries' }, 'counted too many sign-ins', null],
  [own, { refusal: 'not-connected' }, 'does not open the mailbox to programs', 'Try again'],
  [own, { refusal: 'consent-needed' }, 'needs a permission', 'Try again'],
  [own, { refusal: 'password-sign-in-off' }, 'does not accept passwords from programs', null],
  [own, { refusal: 'expired' }, 'has run out', 'Go to “Password”'],
  [own, { refusal: null }, 'did not let us sign in', 'Go to “Password”'],
  [own, { kind: 'host-unknown' }, 'We cannot find your old mailbox (imap.example.org)', 'Try mail.example.org'],
  [own, { kind: 'connection-refused' }, 'does not accept connections on this port', 'Try mail.example.org'],
  [own, { kind: 'offline' }, 'We cannot reach the internet', 'Try again'],
  [own, { kind: 'tls-not-offered' }, 'does not offer a protected connection', 'Try mail.example.org'],
  [own, { kind: 'tls-failed' }, 'could not set up a protected connection', 'Try mail.example.org'],
  [own, { kind: 'not-imap' }, 'does not speak IMAP', 'Try mail.example.org'],
  [own, { kind: 'preauth' }, 'signed in already', 'Try mail.example.org'],
  [own, { kind: 'silence' }, 'did not answer in time', 'Try again'],
  [own, { kind: 'too-many-connections' }, 'too many connections', 'Try again'],
  [own, { kind: 'unavailable' }, 'out of service', 'Try again'],
  [own, { kind: 'throttled' }, 'asks us to slow down', 'Try again'],
  [own, { kind: 'certificate', certificate: 'wrong-name' }, 'made out to another name', 'Try mail.example.org'],
  [own, { kind: 'certificate', certificate: 'expired' }, 'has run out', 'Try again'],
  [own, { kind: 'certificate', certificate: 'not-yet-valid' }, 'not valid yet', 'Try again'],
  [own, { kind: 'certificate', certificate: 'self-signed' }, 'signed itself', 'Try again'],
  [own, { kind: 'certificate', certificate: 'unknown-authority' }, 'an authority that this computer', 'Try again'],
  [own, { kind: 'certificate', certificate: 'revoked' }, 'was withdrawn', 'Try again'],
  [own, { kind: 'certificate', certificate: 'weak' }, 'outdated', 'Try again'],
  [own, { kind: 'disk-full' }, 'no room left on its disk', 'Try again'],
  [own, { kind: 'unexpected' }, 'in Homing itself', 'Try again'],
];

test.for(failures)('%s %j', async ([address, problem, title, action]) => {
  const window = await openAccountStep();
  await fail(window, address, problem);
  const notice = window.page.locator('.account__answer');
  expect(await notice.locator('.notice__title').textContent()).toContain(title);
  const buttons = await notice.locator('.notice__actions button').allTextContents();
  expect(buttons[0] ?? null).toBe(action);
  // The focus is at the answer, whose first words are what happened.
  expect(await notice.evaluate((element) => element === document.activeElement)).toBe(true);
});

test('each way of the page leads to its field', async () => {
  const window = await openAccountStep();
  const { page } = window;
  await fail(window, own, { kind: 'host-unknown' });
  await page.getByRole('button', { name: 'Go to “Server name”' }).click();
  expect(await page.locator('input[name=host]').evaluate((field) => field === document.activeElement)).toBe(true);
});

test('another likely server can be tried', async () => {
  const window = await openAccountStep();
  const { page } = window;
  await fail(window, own, { kind: 'host-unknown' });
  await page.getByRole('button', { name: 'Try mail.example.org' }).click();
  expect(await secretField(page).evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  const pending = await window.nextSignIn();
  expect(pending.request).toMatchObject({ address: { host: 'mail.example.org' }, settingSource: 'guessed' });
  await pending.answer({ kind: 'host-unknown' });
  await page.getByRole('button', { name: 'Go to “Server name”' }).waitFor();
  expect(await page.getByRole('button', { name: /^Try / }).count()).toBe(0);
});

test('what is missing is listed at the top, and each line leads to its field', async () => {
  const window = await openAccountStep();
  const { page } = window;
  await window.typeAddress(own);
  await page.getByRole('button', { name: 'Change server settings' }).click();
  await page.locator('input[name=host]').fill('');
  await page.locator('input[name=port]').fill('99999');
  await mainButton(page).click();
  await page.getByText('3 entries need your attention').waitFor();
  const summary = page.locator('.account__answer');
  expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const host = page.locator('input[name=host]');
  expect(await host.evaluate((field) => field === document.activeElement)).toBe(true);
  // The error is tied to its field, not only near it.
  const described = await host.evaluate((field) =>
    (field.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent),
  );
  expect(described).toContain('Enter the name of the server.');
  await host.fill('mail.example.org');
  expect(await summary.count()).toBe(0);
});

test('an address that is none is told below its field', async () => {
  const { page, typeAddress } = await openAccountStep();
  await typeAddress('ada');
  await page.getByText('A mail address has an @, as in jane@example.org.').waitFor();
  await mainButton(page).click();
  await page.getByText('One entry needs your attention').waitFor();
});

test('three refusals in a row: wait, then try again', async () => {
  const window = await openAccountStep();
  const { page } = window;
  await page.clock.install();
  await fail(window, own, { refusal: 'wrong-password' });
  for (const _ of [2, 3]) {
    await mainButton(page).click();
    await (await window.nextSignIn()).answer({ refusal: 'wrong-password' });
    await page.locator('.account__answer .notice').waitFor();
  }
  await page.getByText('Three sign-ins in a row were refused').waitFor();
  expect(await mainButton(page).isDisabled()).toBe(true);
  await secretField(page).press('Enter');
  await expect.poll(() => window.sent('signIn')).toHaveLength(3);
  await page.clock.runFor(5 * 60_000 + 1000);
  await expect.poll(() => mainButton(page).isDisabled()).toBe(false);
  expect(await page.getByText('Three sign-ins in a row were refused').count()).toBe(0);
});

test('a request that the app itself cannot answer is a fault of ours', async () => {
  const { refuse } = await import('./support/fake-bridge.ts');
  const window = await openAccountStep({ answers: { signIn: refuse } });
  await window.typeAddress(own);
  await secretField(window.page).fill('x');
  await mainButton(window.page).click();
  await window.page.getByText('Something went wrong in Homing itself.').waitFor();
});

test('the same account on both sides is told at once', async () => {
  const window = await openAccountStep({ side: 'destination', move: { source: sampleAccount() } });
  await window.typeAddress(gmail);
  await window.page.getByText('This account is already your old mailbox.').waitFor();
  await secretField(window.page).fill('abcdefghijklmnop');
  await mainButton(window.page).click();
  await window.page.getByText('One entry needs your attention').waitFor();
  expect(window.sent('signIn')).toEqual([]);
});

test('a report can be copied, and the server’s words are quoted', async () => {
  const window = await openAccountStep();
  const { page } = window;
  await fail(window, own, {
    refusal: 'wrong-password',
    serverText: 'Authentication failed.',
    code: 'AUTHENTICATIONFAILED',
  });
  await page.getByText('Details', { exact: true }).click();
  expect(await page.locator('blockquote').textContent()).toBe('Authentication failed.');
  await page.getByText('AUTHENTICATIONFAILED').waitFor();
  await page.getByRole('button', { name: 'Copy report' }).click();
  await page.getByText('The report is on the clipboard.').waitFor();
});
