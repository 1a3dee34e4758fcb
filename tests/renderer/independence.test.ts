import { expect, test } from 'vitest';
import type { IndependenceView, ReceiverView } from '../../shared/ipc/independence-view.ts';
import { openAccountStep, type AccountWindow } from './support/account-window.ts';
import { refuse, type Answers } from './support/fake-bridge.ts';
import { sampleDestination, sampleMove } from './support/samples.ts';

const view = (receiver: ReceiverView, overrides: Partial<IndependenceView> = {}): IndependenceView => ({
  domain: 'example.org',
  receiver,
  receiverCountry: 'US',
  mailbox: { host: 'mail.example.org', country: 'IS' },
  tableDate: '2026-06-17',
  ...overrides,
});

const open = (independence: Answers['independence'], language: 'en' | 'fr' = 'en'): Promise<AccountWindow> =>
  openAccountStep({
    side: 'destination',
    language,
    move: { destination: sampleDestination() },
    answers: { ...(independence === undefined ? {} : { independence }) },
  });

const card = ({ page }: AccountWindow): ReturnType<typeof page.locator> =>
  page.locator('section', { has: page.locator('#independence') });

test('before anybody is asked, the page says who will be, and what they are told', async () => {
  const { page, requests } = await openAccountStep({ side: 'destination' });
  await page.getByText('Only the DNS this computer uses anyway is asked').waitFor();
  expect(requests().filter(({ name }) => name === 'independence')).toEqual([]);
});

test('a giant behind a nice address is a warning, with what can be done', async () => {
  const window = await open(view({ kind: 'giant', name: 'Gmail / Google Workspace', host: 'aspmx.l.google.com' }));
  await card(window).locator('.notice--warn').waitFor();
  const text = (await card(window).textContent()) ?? '';
  for (const words of [
    'Mail for example.org is received by Gmail / Google Workspace.',
    'change its MX record when the move is done',
    'aspmx.l.google.com, United States (US)',
    'mail.example.org, Iceland (IS)',
    'a table of June 17, 2026',
    'nro.net',
  ])
    expect(text).toContain(words);
  expect(new Set(window.sent('independence').map((sent) => JSON.stringify(sent)))).toEqual(
    new Set([JSON.stringify({ move: sampleMove().id, side: 'destination' })]),
  );
});

test.each<[ReceiverView, string, string]>([
  [{ kind: 'listed', name: 'Posteo', host: 'mx01.posteo.de' }, 'good', 'Mail for example.org is received by Posteo.'],
  [{ kind: 'own', host: 'mx.example.org' }, 'good', 'received by a server of its own, mx.example.org.'],
  [{ kind: 'unknown', host: 'mx.host.example' }, 'info', 'Who runs that is not known here.'],
  [{ kind: 'nobody' }, 'info', 'No server receives mail for example.org yet.'],
  [{ kind: 'not-told' }, 'info', 'DNS gave no answer'],
])('%o', async (receiver, tone, words) => {
  const window = await open(view(receiver, { receiverCountry: null }));
  await card(window).locator(`.notice--${tone}`, { hasText: words }).waitFor();
  expect(await card(window).locator('dt', { hasText: 'Received at' }).count()).toBe('host' in receiver ? 1 : 0);
});

test('what is not known of a country is said; without a table nothing is', async () => {
  const receiver = { kind: 'own', host: 'mx.example.org' } as const;
  const known = await open(view(receiver, { receiverCountry: null }), 'fr');
  await card(known).getByText('mx.example.org, pays inconnu').waitFor();
  await card(known).getByText('mail.example.org, Islande (IS)').waitFor();
  const window = await open(view(receiver, { tableDate: null }));
  await card(window).locator('.notice').waitFor();
  expect(await card(window).locator('dl').count()).toBe(0);
});

test('while DNS is asked, the page says so; and asks again on demand', async () => {
  const answers: ((view: IndependenceView) => void)[] = [];
  const window = await open(() => new Promise((answer) => answers.push(answer)));
  await card(window).getByText('who receives mail for example.org').waitFor();
  for (const answer of answers) answer(view({ kind: 'not-told' }));
  await card(window).getByText('DNS gave no answer').waitFor();
  const before = answers.length;
  await card(window).getByRole('button', { name: 'Ask again' }).click();
  await expect.poll(() => answers.length).toBe(before + 1);
  // The old answer stays until there is a new one.
  expect(await card(window).getByText('DNS gave no answer').count()).toBe(1);
  answers.at(-1)?.(view({ kind: 'own', host: 'mx.example.org' }));
  await card(window).locator('.notice--good').waitFor();
});

test('a question that failed holds nobody up', async () => {
  const window = await open(refuse);
  await card(window).getByText('could not be asked').waitFor();
  expect(await window.page.getByRole('button', { name: 'Continue' }).isEnabled()).toBe(true);
});
