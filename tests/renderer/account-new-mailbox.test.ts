import { expect, test } from 'vitest';
import { addressField, mainButton, openAccountStep, secretField } from './support/account-window.ts';
import { sampleAccount, sampleDestination, sampleMove } from './support/samples.ts';
import type { OpenWindow } from './support/open-window.ts';

const open = (language: 'en' | 'fr' = 'en'): ReturnType<typeof openAccountStep> =>
  openAccountStep({ side: 'destination', language, move: { source: sampleAccount() } });

const choose = (page: OpenWindow['page'], name: string): Promise<void> =>
  page.locator('.choice__option', { hasText: name }).click();

test('a mailbox that takes no mail is never proposed', async () => {
  const { page, typeAddress, sent } = await open();
  await typeAddress('ada@yahoo.com');
  await page.getByText('imap.mail.yahoo.com:993', { exact: true }).waitFor();
  await expect.poll(() => sent('lookUpAddress').at(-1)).toEqual({ typed: 'ada@yahoo.com', side: 'destination' });
});

test('an own server: software, address, host and password are enough', async () => {
  const { page, nextSignIn } = await open();
  await choose(page, 'My own server');
  await choose(page, 'mailcow');
  await page.getByText('What stands in MAILCOW_HOSTNAME, for example mail.example.org').waitFor();
  await addressField(page).fill('ada@example.org');
  await page.locator('input[name=host]').fill('mail.example.org');
  await secretField(page).fill('four score and 7');
  await mainButton(page).click();
  const { request, answer } = await nextSignIn();
  expect(request).toEqual({
    move: sampleMove().id,
    side: 'destination',
    typed: 'ada@example.org',
    address: { host: 'mail.example.org', port: 993, security: 'tls', user: 'ada@example.org' },
    settingSource: 'typed',
    provider: 'mailcow',
    // A pass phrase keeps its spaces.
    secret: 'four score and 7',
  });
  await answer(null);
  await page.getByRole('button', { name: 'Continue' }).waitFor();
});

test('changing the software keeps what was typed; a server set up by hand has no name', async () => {
  const { page, nextSignIn } = await open();
  await choose(page, 'My own server');
  await addressField(page).fill('ada@example.org');
  await page.locator('input[name=host]').fill('mail.example.org');
  await page.locator('input[name=user]').fill('ada');
  await choose(page, 'Dovecot, Cyrus or Courier');
  await secretField(page).fill('x');
  await mainButton(page).click();
  const { request, answer } = await nextSignIn();
  expect(request).toMatchObject({ provider: null, address: { host: 'mail.example.org', user: 'ada' } });
  await answer(null);
});

test('the doors are chosen by arrow keys', async () => {
  const { page } = await open();
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.getByText('What runs on your server?').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('heading', { name: 'Hosts to move to' }).waitFor();
  // No button that leads nowhere; the size is that of the old mailbox.
  expect(await mainButton(page).count()).toBe(0);
  await page.getByText('What to look for in a small host').click();
  await page.getByText('your old mailbox holds 14 GB today').waitFor();
});

test('what the server told is shown, and what it did not tell, too', async () => {
  const { page } = await openAccountStep({ side: 'destination', move: { destination: sampleDestination() } });
  const facts = page.locator('.account__facts');
  for (const text of ['mail.example.org:993', 'TLS 1.3', "Let's Encrypt", '50 GB of 50 GB', '52 MB'])
    expect(await facts.textContent()).toContain(text);
  expect(await page.locator('.account__roles li').allTextContents()).toEqual([
    'Inbox',
    'Sent',
    'Drafts',
    'Archive',
    'Spam',
    'Trash',
  ]);
  expect(await page.getByText('not empty').count()).toBe(0);
});

test('a mailbox that is not empty: we add, we do not replace', async () => {
  const { facts } = sampleDestination();
  if (!facts) throw new Error('the sample has facts');
  const destination = sampleDestination({
    protection: null,
    facts: { ...facts, messages: 1204, quota: null, appendLimit: null, roles: [] },
  });
  const { page, sent } = await openAccountStep({
    side: 'destination',
    language: 'fr',
    move: { destination },
    answers: { runChecks: undefined },
  });
  await page.getByText('Cette boîte aux lettres n’est pas vide : elle contient 1 204 messages').waitFor();
  await page.getByText('Nous ajoutons, nous ne remplaçons rien.').waitFor();
  expect(await page.getByText('non précisé').count()).toBe(2);
  await page.getByRole('button', { name: 'Continuer' }).click();
  await expect.poll(() => sent('goToStep')).toEqual([{ move: sampleMove().id, step: 'checks' }]);
});

test('names from servers are shown as they are, and do nothing', async () => {
  const hostile = '<img src=x onerror="document.title=1">\u202Egro.live';
  const { page } = await openAccountStep({
    side: 'destination',
    move: {
      destination: sampleDestination({
        protection: { protocol: 'TLSv1.2', subject: hostile, issuer: '{n, plural, other {#}}', validTo: 0 },
      }),
    },
  });
  const texts = await page.locator('.account__facts bdi').allTextContents();
  expect(texts).toContain(hostile);
  expect(texts).toContain('{n, plural, other {#}}');
  expect(await page.locator('.account__facts img').count()).toBe(0);
});
