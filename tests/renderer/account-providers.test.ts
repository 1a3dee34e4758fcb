import { expect, test } from 'vitest';
import { addressField, mainButton, openAccountStep, secretField } from './support/account-window.ts';
import { sampleAccount } from './support/samples.ts';

/** What a person sees for an address: the server, the lines of instruction, and the first page that can be opened. */
const providers = [
  ['ada@gmail.com', 'imap.gmail.com:993', 3, 'https://myaccount.google.com/apppasswords'],
  ['ada@icloud.com', 'imap.mail.me.com:993', 3, 'https://appleid.apple.com/account/manage'],
  ['ada@gmx.net', 'imap.gmx.net:993', 3, 'https://hilfe.gmx.net/pop-imap/einschalten.html'],
  ['ada@web.de', 'imap.web.de:993', 3, 'https://hilfe.web.de/pop-imap/einschalten.html'],
  ['ada@mail.com', 'imap.mail.com:993', 3, 'https://support.mail.com/pop-imap/toggle.html'],
  ['ada@yahoo.com', 'export.imap.mail.yahoo.com:993', 3, 'https://login.yahoo.com/account/security'],
  ['ada@aol.com', 'imap.aol.com:993', 3, 'https://login.aol.com/account/security'],
  ['ada@zoho.com', 'imap.zoho.com:993', 2, 'https://www.zoho.com/mail/help/imap-access.html#EnableIMAP'],
  ['ada@posteo.de', 'posteo.de:993', 2, 'https://posteo.de/en/help/app-passwords'],
  [
    'ada@free.fr',
    'imap.free.fr:993',
    1,
    'https://assistance.free.fr/articles/configurer-de-maniere-avancee-mon-logiciel-de-messagerie-609',
  ],
] as const;

test.for(providers)('%s: server, instruction and page', async ([address, server, lines, url]) => {
  const { page, typeAddress, sent } = await openAccountStep();
  await typeAddress(address);
  await page.getByText(server, { exact: true }).waitFor();
  expect(await page.locator('.account__guide li').count()).toBe(lines);
  const first = page.locator('.account__page').first();
  await first.getByText(new URL(url).host).waitFor();
  await first.getByRole('button').click();
  await expect.poll(() => sent('openPage')).toEqual([{ url }]);
});

test('iCloud signs in with the part before the @', async () => {
  const { page, typeAddress, nextSignIn } = await openAccountStep();
  await typeAddress('ada@icloud.com');
  await secretField(page).fill('abcd-efgh-ijkl-mnop');
  await mainButton(page).click();
  const { request, answer } = await nextSignIn();
  expect(request).toMatchObject({ address: { user: 'ada' }, provider: 'icloud', secret: 'abcd-efgh-ijkl-mnop' });
  await answer(null);
});

test('a page that does not open is shown as an address to type', async () => {
  const { page, typeAddress } = await openAccountStep({ answers: { openPage: { opened: false } } });
  await typeAddress('ada@gmail.com');
  await page.getByRole('button', { name: 'Open the page for app passwords' }).click();
  await page.getByText('https://myaccount.google.com/apppasswords').waitFor();
});

test.for([
  ['ada@outlook.com', 'Homing cannot sign in to Microsoft yet', 'nothing is lost by waiting'],
  ['ada@tuta.com', 'Tuta (Tutanota) cannot be reached by Homing', 'Tuta’s own program'],
  ['ada@hey.com', 'HEY cannot be reached by Homing', 'HEY exports all of your mail'],
  ['ada@i.ua', 'i.ua cannot be reached by Homing', 'hand you your mail as files'],
] as const)('%s: says what is not possible and what is, with no dead button', async ([address, title, instead]) => {
  const { page, typeAddress, requests } = await openAccountStep();
  await typeAddress(address);
  await page.getByText(title).waitFor();
  await page.getByText(instead).waitFor();
  expect(await secretField(page).count()).toBe(0);
  expect(await mainButton(page).count()).toBe(0);
  await addressField(page).press('Enter');
  expect(requests().filter(({ name }) => name === 'signIn')).toEqual([]);
  expect(await page.locator('.account__answer').count()).toBe(0);
});

test('a server of Microsoft named by hand is told so, too', async () => {
  const { page } = await openAccountStep();
  await addressField(page).fill('ada@company.example');
  await page.getByRole('button', { name: 'Enter the server myself' }).click();
  await page.locator('input[name=host]').fill('outlook.office365.com');
  await page.getByText('Homing cannot sign in to Microsoft yet').waitFor();
  expect(await secretField(page).count()).toBe(0);
  await page.locator('input[name=host]').fill('mail.company.example');
  await secretField(page).waitFor();
});

test('Proton: with Bridge, the server it shows can be entered', async () => {
  const { page, typeAddress, nextSignIn } = await openAccountStep();
  await typeAddress('ada@proton.me');
  await page.getByRole('button', { name: 'Enter the server myself' }).click();
  await secretField(page).fill('bridge password');
  await mainButton(page).click();
  const { request, answer } = await nextSignIn();
  expect(request).toMatchObject({
    typed: 'ada@proton.me',
    address: { host: '127.0.0.1', port: 1143, security: 'starttls', user: 'ada@proton.me' },
    settingSource: 'typed',
    provider: null,
  });
  await answer({ kind: 'certificate', certificate: 'self-signed' });
  await page.getByText('certificate that it signed itself').waitFor();
});

test('a provider whose customers have servers of their own: the name is asked for', async () => {
  const { provider } = sampleAccount();
  if (!provider) throw new Error('the sample has a provider');
  const { page, typeAddress } = await openAccountStep({
    answers: {
      lookUpAddress: { kind: 'known', provider: { ...provider, id: 'uberspace', name: 'Uberspace' }, proposals: [] },
    },
  });
  await typeAddress('ada@uber.space');
  await page.getByText('At Uberspace each customer has a server name of their own.').waitFor();
  expect(await page.locator('input[name=host]').inputValue()).toBe('');
});
