import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import type { HostView } from '../../shared/ipc/hosts-view.ts';
import { expectNoAxeViolations } from './support/accessibility.ts';
import { addressField, openAccountStep, type AccountWindow } from './support/account-window.ts';
import { refuse } from './support/fake-bridge.ts';
import { sampleHost } from './support/host-samples.ts';
import type { WindowOptions } from './support/open-window.ts';
import { sampleAccount } from './support/samples.ts';

/** The new mailbox's step, at the door with the hosts. */
async function openHosts(options: WindowOptions = {}): Promise<AccountWindow> {
  const window = await openAccountStep({ ...options, side: 'destination', move: { source: sampleAccount() } });
  await window.page.locator('.choice__option', { has: window.page.locator('input[value=hosts]') }).click();
  await window.page.locator('.hosts').waitFor();
  return window;
}

const withHosts = (hosts: HostView[]): WindowOptions => ({ answers: { hosts: { date: '2026-11-14', hosts } } });
const names = (page: Page): Promise<string[]> => page.locator('.host__name').allTextContents();
const found = (page: Page): Promise<string | null> => page.locator('.hosts__found [role=status]').textContent();

test('the hosts stand in the order main drew, and the page says that it is none of rank', async () => {
  const hosts = ['Zebra', 'Aardvark', 'Mole'].map((name) => sampleHost({ name }));
  const { page } = await openHosts(withHosts(hosts));
  await page.locator('.host').first().waitFor();
  expect(await names(page)).toEqual(['Zebra', 'Aardvark', 'Mole']);
  const intro = (await page.locator('.hosts__intro').textContent()) ?? '';
  for (const words of ['drawn by lot', 'nobody paid', 'recommends none', 'November 14, 2026'])
    expect(intro).toContain(words);
  // Nothing is known of where these are: no picture, and nothing to choose by but the name.
  expect(await page.locator('.world, .hosts__filters select').count()).toBe(0);
});

test('what is known and what is not stands in the row; countries by name and code', async () => {
  const { page } = await openHosts(
    withHosts([
      sampleHost({
        name: 'Two countries',
        country: 'AU',
        dataCountry: 'US',
        ownDomain: true,
        imap: { servers: [], confirmed: true, probed: '2026-11-20' },
      }),
      sampleHost({ name: 'Unknown' }),
    ]),
  );
  const row = (name: string) => page.locator('.host', { hasText: name });
  const told = (await row('Two countries').locator('.host__facts').textContent()) ?? '';
  for (const words of ['Australia (AU)', 'United States (US)', 'possible', 'answered on November 20, 2026'])
    expect(told).toContain(words);
  expect(told).toContain('Not known:signing in, kind, languages');
  const untold = (await row('Unknown').locator('.host__facts').textContent()) ?? '';
  expect(untold).toContain('Country of the companynot known');
  expect(untold).toContain('not yet confirmed');
  expect(untold).toContain('country of the data, own domain, signing in, kind, languages');
});

test('sources are one click away, in full', async () => {
  const { page } = await openHosts();
  await page.getByLabel('Search by name or home page').fill('mailbox.org');
  await expect.poll(() => found(page)).toBe('1 host');
  await page.locator('.host summary').click();
  const sources = await page.locator('.host__sources li').allTextContents();
  expect(sources[0]).toBe(
    'Country of the company, confirmed: privacyguides/privacyguides.org@45d7263305dc (2026-03-11), file docs/email.md (Berlin)',
  );
  expect(sources.some((text) => text.startsWith('Signing in, not confirmed: '))).toBe(true);
});

test('search and filters find together, and one press shows all again', async () => {
  const { page } = await openHosts();
  const all = await found(page);
  await page.getByLabel('Country of the company').selectOption({ label: 'Norway (NO) · 2' });
  await expect.poll(() => found(page)).toBe('2 hosts');
  await page.getByLabel('Own domain').selectOption('yes');
  await expect.poll(() => names(page)).toEqual(['Runbox']);
  await page.getByLabel('Search by name or home page').fill('vivaldi');
  await page.getByText('No host fits all of this.').waitFor();
  await page.getByRole('button', { name: 'Show all hosts' }).click();
  await expect.poll(() => found(page)).toBe(all);
  expect(await page.locator('.hosts__filters label').allTextContents()).toEqual([
    'Country of the company',
    'Own domain',
    'Kind',
    'Language spoken',
  ]);
});

test('kinds and languages of the directory can be wished for together', async () => {
  const { page } = await openHosts();
  const language = page.getByLabel('Language spoken');
  const options = await language.locator('option').allTextContents();
  expect(options[0]).toBe('Any');
  expect(options.at(-1)).toMatch(/^not known · \d+$/u);
  const languages = options.slice(1, -1).map((option) => option.replace(/ · \d+$/u, ''));
  expect(languages).toEqual(expect.arrayContaining(['Czech', 'Dutch', 'French', 'Japanese']));
  expect(languages).toEqual(languages.toSorted((one, other) => one.localeCompare(other, 'en')));
  await language.selectOption('fr');
  await page.getByLabel('Kind').selectOption('cooperative');
  await expect.poll(async () => (await names(page)).toSorted()).toEqual(['Nubo', 'Ouvaton']);
  expect(await page.locator('.host__facts').first().textContent()).toContain('French');
});

test('a language can be wished for as soon as one is known', async () => {
  const { page } = await openHosts(
    withHosts([sampleHost({ name: 'Basque', languages: ['eu', 'fr'] }), sampleHost({ name: 'Silent' })]),
  );
  await page.getByLabel('Language spoken').selectOption('eu');
  await expect.poll(() => names(page)).toEqual(['Basque']);
  expect(await page.locator('.host__facts').textContent()).toContain('Basque and French');
});

test('the picture shows every continent, each host once, and leads to the hosts of a country', async () => {
  const { page } = await openHosts();
  expect(await page.locator('.world h4').allTextContents()).toEqual([
    'Africa',
    'Americas',
    'Asia',
    'Europe',
    'Oceania',
  ]);
  expect(`${String(await page.locator('.world__dot').count())} hosts`).toBe(await found(page));
  const iceland = page.getByRole('button', { name: 'Iceland (IS) 1 host' });
  await iceland.click();
  await expect.poll(() => names(page)).toEqual(['1984 Hosting']);
  expect(await iceland.getAttribute('aria-pressed')).toBe('true');
  expect(await page.getByLabel('Country of the company').inputValue()).toBe('IS');
  await iceland.click();
  await expect.poll(() => page.locator('.host').count()).toBe(12);
});

test('more hosts come on demand, and the reading goes on at the first new one', async () => {
  const { page } = await openHosts();
  await page.getByRole('button', { name: 'Show 12 more' }).click();
  expect(await page.locator('.host').count()).toBe(24);
  const focused = await page.evaluate(() => document.activeElement?.querySelector('h3')?.textContent);
  expect(focused).toBe((await names(page))[12]);
});

test('a host’s own page is opened, not a form of ours; then the way leads to the first door', async () => {
  const { page, sent } = await openHosts(withHosts([sampleHost({ name: 'Posteo', page: 'https://posteo.de' })]));
  await page.getByRole('button', { name: 'Open home page of Posteo' }).click();
  await expect.poll(() => sent('openPage')).toEqual([{ url: 'https://posteo.de' }]);
  const row = page.locator('.host');
  await row.getByText('posteo.de is open in your browser. When you have an address').waitFor();
  await row.getByRole('button', { name: 'I have an address and a password' }).click();
  await addressField(page).waitFor();
  expect(await page.locator('input[value=have]').isChecked()).toBe(true);
  expect(await addressField(page).evaluate((field) => field === document.activeElement)).toBe(true);
});

test('a page that could not be opened is named', async () => {
  const { page } = await openHosts({
    answers: { hosts: { date: '2026-11-14', hosts: [sampleHost({})] }, openPage: { opened: false } },
  });
  await page.getByRole('button', { name: 'Open home page of A host' }).click();
  await page.locator('.host__opened', { hasText: 'https://host.example' }).waitFor();
});

test('without the list, one can still go on', async () => {
  const { page } = await openHosts({ answers: { hosts: refuse } });
  await page.getByRole('alert').getByText('could not be read').waitFor();
  await page.getByRole('button', { name: 'I have an address and a password' }).click();
  await addressField(page).waitFor();
});

test('all of it works by keyboard', async () => {
  const { page } = await openHosts();
  await page.locator('.host').first().waitFor();
  const press = async (key: string, until: string): Promise<void> => {
    for (let tries = 0; tries < 40; tries++) {
      await page.keyboard.press(key);
      if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, until)) return;
    }
    throw new Error(`${until} was not reached`);
  };
  await page.locator('input[value=hosts]').focus();
  await press('Tab', '.hosts summary');
  await page.keyboard.press('Enter');
  await page.getByText('your old mailbox holds 14 GB today').waitFor();
  await press('Tab', '.world__place');
  await page.keyboard.press('Space');
  await expect.poll(() => found(page)).toBe('1 host');
  await press('Tab', '.hosts__find input');
  await page.keyboard.type('dream');
  await page.getByText('No host fits all of this.').waitFor();
});

test('axe finds nothing while a host is open and its sources are shown', async () => {
  for (const theme of ['light', 'dark'] as const) {
    const { page, shot } = await openHosts({ theme });
    await page.locator('.host summary').first().click();
    await page.locator('.host .button').first().click();
    await page.locator('.host__opened', { hasText: 'is open' }).waitFor();
    await shot('hosts-opened');
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await expectNoAxeViolations(page);
  }
});
