import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { discoverAddress } from '../../main/services/directory/discover-address.ts';
import { createProviderDirectory } from '../../main/services/provider-directory.ts';
import type { Discovered, FoundServer } from '../../shared/model/discovered.ts';
import type { AddressLookUp } from '../../shared/model/provider.ts';
import { clippedTexts, expectNoAxeViolations } from './support/accessibility.ts';
import {
  addressField,
  mainButton,
  openAccountStep,
  secretField,
  type AccountWindow,
} from './support/account-window.ts';
import { refuse, type Answers } from './support/fake-bridge.ts';

type Options = NonNullable<Parameters<typeof openAccountStep>[0]>;

const directory = createProviderDirectory(
  JSON.parse(readFileSync(new URL('../../resources/providers.json', import.meta.url), 'utf8')),
);

/** What main answers when the network told this. */
const answer = (told: Discovered, typed = 'ada@example.org'): Promise<AddressLookUp> =>
  discoverAddress(
    { typed, side: 'source' },
    { directory, discover: () => Promise.resolve(told), signal: new AbortController().signal },
  );

const server = (host: string): FoundServer => ({ host, port: 993, security: 'tls', user: 'email' });
const findings = {
  published: { kind: 'published', by: 'autoconfig', servers: [server('imap.example.org')] },
  'published-elsewhere': { kind: 'published', by: 'autoconfig', servers: [server('imap.hoster.example')] },
  'published-dns': { kind: 'published', by: 'dns', servers: [server('imap.example.org')] },
  hosted: { kind: 'mail-host', host: 'aspmx.l.google.com' },
  'hosted-microsoft': { kind: 'mail-host', host: 'example-org.mail.protection.outlook.com' },
  'hosted-proton': { kind: 'mail-host', host: 'mail.protonmail.ch' },
  guessed: { kind: 'guessed', servers: [server('mail.example.org')] },
  nothing: { kind: 'nothing' },
} as const satisfies Record<string, Discovered>;

/** The step with an address typed that the network told something of. */
async function found(finding: Discovered, options: Options = {}): Promise<AccountWindow> {
  const window = await openAccountStep({ ...options, answers: { discoverAddress: await answer(finding) } });
  await window.typeAddress('ada@example.org');
  return window;
}

/** A search that the test ends. */
function slowSearch(): { readonly answers: Answers; end(result: AddressLookUp): void } {
  let end: (result: AddressLookUp) => void = () => undefined;
  const discovered = new Promise<AddressLookUp>((resolve) => {
    end = resolve;
  });
  return { answers: { discoverAddress: () => discovered }, end: (result) => end(result) };
}

async function leaveAddress({ page }: AccountWindow, address: string): Promise<void> {
  await addressField(page).fill(address);
  await addressField(page).blur();
}

const looking = 'Looking for the servers of example.org…';

test('says what it looks for and what it sends, then shows what was found', async () => {
  const { answers, end } = slowSearch();
  const window = await openAccountStep({ answers });
  const { page, sent } = window;
  await leaveAddress(window, ' ada@example.org ');
  await page.locator('.notice').getByText(looking).waitFor();
  await page.getByText('The part before the @ is not sent.').waitFor();
  expect(await page.getByRole('status').allTextContents()).toContain(looking);
  expect(await secretField(page).count()).toBe(0);
  await window.shot('account-discovery-looking');
  end(await answer(findings.published));
  await page.getByText('imap.example.org:993', { exact: true }).waitFor();
  expect(await page.getByText(looking).count()).toBe(0);
  expect(await page.getByRole('status').allTextContents()).toContain('Found: imap.example.org');
  await expect.poll(() => sent('discoverAddress')).toEqual([{ typed: 'ada@example.org', side: 'source' }]);
});

test.for([
  ['published', 'Published by the provider', 'example.org publishes this server itself', 'imap.example.org'],
  ['published-elsewhere', 'Found, please confirm', 'such an entry can be forged', 'imap.hoster.example'],
  ['published-dns', 'Found, please confirm', 'such an entry can be forged', 'imap.example.org'],
  ['guessed', 'Guessed, please check', 'a server with this usual name answers', 'mail.example.org'],
] as const)('%s: the source is shown, and signing in confirms it', async ([finding, chip, note, host]) => {
  const { page, nextSignIn } = await found(findings[finding]);
  await page.getByText(chip).waitFor();
  await page.getByText(note).waitFor();
  await page.getByText(`${host}:993`, { exact: true }).waitFor();
  await secretField(page).fill('a password');
  await mainButton(page).click();
  const { request, answer: reply } = await nextSignIn();
  expect(request).toMatchObject({
    typed: 'ada@example.org',
    address: { host, port: 993, security: 'tls', user: 'ada@example.org' },
    settingSource: finding === 'guessed' ? 'guessed' : 'published',
    provider: null,
  });
  await reply(null);
});

test('what was found can be changed, and is then the person’s own', async () => {
  const { page, nextSignIn } = await found(findings['published-dns']);
  await page.getByRole('button', { name: 'Change server settings' }).click();
  await page.locator('input[name=host]').fill('mx.example.org');
  await page.getByText('Entered by you').waitFor();
  expect(await page.getByText('can be forged').count()).toBe(0);
  await secretField(page).fill('a password');
  await mainButton(page).click();
  const { request, answer: reply } = await nextSignIn();
  expect(request).toMatchObject({ address: { host: 'mx.example.org' }, settingSource: 'typed' });
  await reply(null);
});

test('nothing found: the server is entered by hand', async () => {
  const { page, nextSignIn } = await found(findings.nothing);
  await page.locator('.account__card').getByText('Homing found no server for example.org.').waitFor();
  expect(await page.locator('input[name=host]').inputValue()).toBe('');
  await page.locator('input[name=host]').fill('box.example.org');
  await secretField(page).fill('a password');
  await mainButton(page).click();
  const { request, answer: reply } = await nextSignIn();
  expect(request).toMatchObject({ address: { host: 'box.example.org', port: 993 }, settingSource: 'typed' });
  await reply(null);
});

test('a search that fails leads there, too', async () => {
  const { page, typeAddress } = await openAccountStep({ answers: { discoverAddress: () => refuse() } });
  await typeAddress('ada@example.org');
  await page.locator('.account__card').getByText('Homing found no server for example.org.').waitFor();
});

test('a domain at Google is told how to sign in there, after a word on how that is known', async () => {
  const { page, nextSignIn } = await found(findings.hosted);
  await page.getByText('Gmail / Google Workspace seems to keep the mail of example.org').waitFor();
  await page.getByText('Found, please confirm').waitFor();
  expect(await page.locator('.account__guide li').count()).toBe(3);
  await secretField(page).fill('abcd efgh ijkl mnop');
  await mainButton(page).click();
  const { request, answer: reply } = await nextSignIn();
  expect(request).toMatchObject({
    address: { host: 'imap.gmail.com', user: 'ada@example.org' },
    settingSource: 'published',
    provider: 'gmail',
  });
  await reply(null);
});

test.for(['hosted-microsoft', 'hosted-proton'] as const)(
  '%s: who knows better can name the server',
  async (finding) => {
    const { page } = await found(findings[finding]);
    await page.getByText('seems to keep the mail of example.org').waitFor();
    await page.getByRole('button', { name: 'Enter the server myself' }).last().click();
    await secretField(page).waitFor();
    expect(await page.getByText('seems to keep the mail').count()).toBe(0);
  },
);

test('an address that the directory knows is not looked for', async () => {
  const { page, typeAddress, sent } = await openAccountStep();
  await typeAddress('ada@gmail.com');
  await page.getByText('imap.gmail.com:993', { exact: true }).waitFor();
  expect(sent('discoverAddress')).toEqual([]);
});

test('nothing is looked for while somebody types', async () => {
  const { page, sent } = await openAccountStep();
  await addressField(page).pressSequentially('ada@example.org');
  // Longer than the pause after which a known address is looked up.
  await page.waitForTimeout(700);
  expect(sent('lookUpAddress')).not.toEqual([]);
  expect(sent('discoverAddress')).toEqual([]);
});

test('pressing while it looks does not look twice', async () => {
  const { answers, end } = slowSearch();
  const window = await openAccountStep({ answers });
  const { page, sent } = window;
  await leaveAddress(window, 'ada@example.org');
  await page.locator('.notice').getByText(looking).waitFor();
  await addressField(page).press('Enter');
  await addressField(page).press('Enter');
  end(await answer(findings.guessed));
  await page.getByText('mail.example.org:993', { exact: true }).waitFor();
  await expect.poll(() => sent('discoverAddress')).toHaveLength(1);
  expect(await page.locator('.field__error').count()).toBe(0);
});

test('an answer for an address that was changed, or for a server named meanwhile, says nothing any more', async () => {
  for (const leave of [
    (window: AccountWindow) => addressField(window.page).fill('bob@example.net'),
    (window: AccountWindow) => window.page.getByRole('button', { name: 'Enter the server myself' }).click(),
  ]) {
    const { answers, end } = slowSearch();
    const window = await openAccountStep({ answers });
    await leaveAddress(window, 'ada@example.org');
    await window.page.locator('.notice').getByText(looking).waitFor();
    await leave(window);
    await window.page.getByText(looking).first().waitFor({ state: 'detached' });
    end(await answer(findings.published));
    await window.page.waitForTimeout(200);
    expect(await window.page.getByText('imap.example.org').count()).toBe(0);
  }
});

const looks: readonly Pick<Options, 'theme' | 'language' | 'width'>[] = [
  { theme: 'light', language: 'en', width: 1040 },
  { theme: 'dark', language: 'fr', width: 320 },
];

test.for(Object.entries(findings).flatMap(([name, finding]) => looks.map((look) => ({ name, finding, ...look }))))(
  '$name fits and is accessible ($theme, $language, $width px)',
  async ({ name, finding, ...look }) => {
    const window = await found(finding, look);
    await window.shot(`account-discovery-${name}`);
    expect(await clippedTexts(window.page)).toEqual([]);
    await window.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await expectNoAxeViolations(window.page);
  },
);
