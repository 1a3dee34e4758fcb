import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import type { ProblemView } from '../../shared/ipc/problem-view.ts';
import { expectNoAxeViolations } from './support/accessibility.ts';
import { mainButton, openAccountStep, secretField, type AccountWindow } from './support/account-window.ts';
import { sampleCertificates } from './support/certificate-samples.ts';
import { refuse, type Answers } from './support/fake-bridge.ts';
import { openWindow } from './support/open-window.ts';
import { copyingMove, sampleProblem, sampleRows } from './support/run-samples.ts';
import { sampleMoveId } from './support/samples.ts';

const sha256 = '0A1B2C3D'.repeat(8);
const written = sha256.match(/../gu)?.join(':') ?? '';

/** A sign-in at a server of one's own that showed its certificate. */
async function refused(
  certificates: ProblemView['certificates'],
  answers: Answers = { trustCertificate: { trusted: true } },
): Promise<AccountWindow> {
  const window = await openAccountStep({ answers, height: 1200 });
  await window.typeAddress('ada@example.org');
  await secretField(window.page).fill('a secret');
  await mainButton(window.page).click();
  await (
    await window.nextSignIn()
  ).answer({ kind: 'certificate', certificate: 'self-signed', code: 'DEPTH_ZERO_SELF_SIGNED_CERT', certificates });
  await window.page.locator('.account__answer .notice').waitFor();
  return window;
}

const shown = (page: Page, text: string): Promise<boolean> => page.getByText(text).first().isVisible();

test('a certificate of one’s own: shown, compared, trusted, and signed in again with the same password', async () => {
  const window = await refused(sampleCertificates());
  const { page, sent } = window;
  const facts = page.getByRole('group', { name: 'Shown now' });
  // As openssl writes it, when it is copied.
  expect((await facts.locator('code').textContent()) ?? '').toBe(written);
  for (const text of ['The kitchen cupboard', 'Made out to', 'Valid until'])
    expect(await facts.innerText()).toContain(text);
  await page.getByText('How to compare').click();
  await page.getByText('openssl x509 -in certificate.pem -noout -fingerprint -sha256').waitFor();
  await page.getByRole('button', { name: 'Trust this certificate' }).click();
  const dialog = page.getByRole('alertdialog');
  expect(await dialog.innerText()).toContain('mail.example.org:993');
  expect((await dialog.locator('code').textContent()) ?? '').toBe(written);
  expect(sent('trustCertificate')).toEqual([]);
  await dialog.getByRole('button', { name: 'It is the same, trust it' }).click();
  await expect.poll(() => sent('trustCertificate')).toEqual([{ move: sampleMoveId, side: 'source', sha256 }]);
  const again = await window.nextSignIn();
  expect(again.request.secret).toBe('a secret');
  await again.answer(null, { trusted: sampleCertificates().presented });
  await page.getByText('Signed in', { exact: true }).waitFor();
  expect(await page.locator('.account__facts').innerText()).toContain('Trusted by you');
});

test('nothing is trusted by who does not say so', async () => {
  const { page, sent } = await refused(sampleCertificates());
  await page.getByRole('button', { name: 'Trust this certificate' }).click();
  await page.getByRole('button', { name: 'Not yet' }).click();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Trust this certificate' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  expect(sent('trustCertificate')).toEqual([]);
});

test.each([{ trusted: false }, refuse])('main has the last word (%j)', async (trustCertificate) => {
  const { page, sent } = await refused(sampleCertificates(), { trustCertificate });
  await page.getByRole('button', { name: 'Trust this certificate' }).click();
  await page.getByRole('button', { name: 'It is the same, trust it' }).click();
  await page.getByText('The certificate was not trusted.').waitFor();
  expect(sent('signIn')).toHaveLength(1);
});

test('a server that discovery found: the person says that it is theirs, and then it counts as typed', async () => {
  const window = await refused(sampleCertificates({ mayTrust: 'own-server' }));
  const { page } = window;
  expect(await page.getByRole('button', { name: 'Trust this certificate' }).count()).toBe(0);
  await page.getByRole('button', { name: 'This is my own server' }).click();
  expect(await secretField(page).evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  expect((await window.nextSignIn()).request).toMatchObject({ settingSource: 'typed', secret: 'a secret' });
});

test('at a known provider there is nothing to trust; the facts are in the details', async () => {
  const { page } = await refused(sampleCertificates({ mayTrust: 'no' }));
  expect(await page.getByRole('button', { name: /Trust|own server/u }).count()).toBe(0);
  expect(await shown(page, 'Shown now')).toBe(false);
  await page.getByText('Details', { exact: true }).click();
  expect(await shown(page, 'Shown now')).toBe(true);
  expect(await page.getByText('How to compare').count()).toBe(0);
});

async function openChanged(
  certificates: ProblemView['certificates'],
  answers: Answers = {},
): ReturnType<typeof openWindow> {
  const problem = sampleProblem('certificate', { certificate: 'changed', certificates });
  const move = copyingMove({ phase: 'needs-you', problem });
  return openWindow({
    moves: [move],
    height: 1400,
    answers: {
      mailboxRows: sampleRows(3),
      trustCertificate: { trusted: true },
      startMove: { problem: null },
      ...answers,
    },
  });
}

test('a certificate that changed in the middle: old and new side by side, and on once the new one is trusted', async () => {
  const { page, sent } = await openChanged(sampleCertificates({ isChanged: true }));
  const notice = page.getByRole('alert');
  await notice.getByRole('group', { name: 'Trusted by you' }).getByText('E4:F5:A6:B7').first().waitFor();
  await notice.getByRole('group', { name: 'Shown now' }).getByText('0A:1B:2C:3D').first().waitFor();
  const [old, now] = await Promise.all(
    ['Trusted by you', 'Shown now'].map((name) => notice.getByRole('group', { name }).boundingBox()),
  );
  expect(now?.y, 'side by side').toBe(old?.y);
  await notice.getByRole('button', { name: 'Trust the new certificate' }).click();
  await page.getByRole('button', { name: 'It is the same, trust it' }).click();
  await expect.poll(() => sent('trustCertificate')).toEqual([{ move: sampleMoveId, side: 'destination', sha256 }]);
  await expect.poll(() => sent('startMove')).toEqual([{ move: sampleMoveId }]);
});

test('a new certificate that is good by itself is said to be', async () => {
  const { page } = await openChanged(sampleCertificates({ isChanged: true, isGood: true }));
  await page.getByRole('button', { name: 'Trust the new certificate' }).click();
  await page.getByRole('alertdialog').getByText('passes the usual check').waitFor();
});

test('one that runs out soon says so before it is trusted', async () => {
  const { presented } = sampleCertificates();
  const soon = { ...presented, validTo: Date.now() + 5 * 86_400_000 };
  const { page } = await refused(sampleCertificates({ presented: soon }));
  expect(await shown(page, 'This certificate runs out on')).toBe(true);
});

test.each([
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'fr' },
  { theme: 'light', language: 'fr', width: 320 },
] as const)('in $theme, $language, $width', async (look) => {
  const problem = sampleProblem('certificate', {
    certificate: 'changed',
    certificates: sampleCertificates({ isChanged: true }),
  });
  const { page, shot } = await openWindow({
    moves: [copyingMove({ phase: 'needs-you', problem })],
    answers: { mailboxRows: sampleRows(3) },
    height: 1800,
    ...look,
  });
  await page.locator('.server-certificate summary').click();
  await shot('certificate-changed');
  await expectNoAxeViolations(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await page.locator('.notice__actions .button--main').first().click();
  await page.getByRole('alertdialog').waitFor();
  await shot('certificate-trust');
  await expectNoAxeViolations(page);
});

test.each([
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'fr', width: 320 },
] as const)('refused at sign-in, in $theme, $language, $width', async (look) => {
  const step = await openAccountStep({ answers: {}, height: 1400, ...look });
  const { page, shot } = step;
  await step.typeAddress('ada@example.org');
  await secretField(page).fill('a secret');
  await mainButton(page).click();
  const certificates = sampleCertificates();
  await (await step.nextSignIn()).answer({ kind: 'certificate', certificate: 'self-signed', certificates });
  await page.locator('.server-certificate summary').click();
  await shot('certificate-refused');
  await expectNoAxeViolations(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});
