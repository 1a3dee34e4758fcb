import { afterEach, expect, test } from 'vitest';
import type { Output } from '../../shared/ipc/contract.ts';
import {
  addressField,
  mainButton,
  openAccountStep,
  sampleProblem,
  secretField,
  type AccountWindow,
} from './support/account-window.ts';
import type { Answers } from './support/fake-bridge.ts';

let window: AccountWindow | null = null;
afterEach(async () => {
  await window?.close();
  window = null;
});

type Clients = Output<'oauthClients'>;

function clients(google: Clients[number]['configured'], microsoft: Clients[number]['configured']): Clients {
  return [
    { provider: 'google', accounts: ['gmail'], configured: google },
    { provider: 'microsoft', accounts: ['outlook', 'office365'], configured: microsoft },
    { provider: 'fastmail', accounts: ['fastmail'], configured: 'no' },
  ];
}

async function open(answers: Answers, mayComplain?: RegExp): Promise<AccountWindow> {
  window = await openAccountStep({ answers, ...(mayComplain && { mayComplain }) });
  return window;
}

test('where Homing is registered at Microsoft, the one way is the browser, and it can be given up', async () => {
  const never = new Promise<Output<'browserSignIn'>>(() => undefined);
  const { page, typeAddress, sent } = await open({
    oauthClients: clients('no', 'built-in'),
    browserSignIn: () => never,
  });
  await typeAddress('ada@outlook.com');
  await page.getByText('Sign in with Microsoft in your browser').waitFor();
  expect(await secretField(page).count()).toBe(0);
  await mainButton(page).click();
  await page.getByText('Waiting for your browser').waitFor();
  await expect
    .poll(() => sent('browserSignIn'))
    .toMatchObject([
      { side: 'source', typed: 'ada@outlook.com', provider: 'outlook', address: { host: 'outlook.office365.com' } },
    ]);
  expect(JSON.stringify(sent('browserSignIn'))).not.toContain('secret');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => sent('cancelSignIn')).toHaveLength(1);
  await page.getByText('Sign in with Microsoft in your browser').waitFor();
  expect(await addressField(page).evaluate((field) => field === document.activeElement)).toBe(true);
});

test('at Fastmail, an app password works at once, and a client ID of one’s own opens the browser', async () => {
  let configured: 'no' | 'own' = 'no';
  const { page, typeAddress, sent } = await open({
    oauthClients: () => [{ provider: 'fastmail', accounts: ['fastmail'], configured }],
    saveOauthClient: () => {
      configured = 'own';
    },
    browserSignIn: { problem: null },
  });
  await typeAddress('ada@fastmail.com');
  await secretField(page).waitFor();
  await page.getByText('I have a client ID of my own').click();
  await page.getByLabel('Client ID').fill('homing-42');
  expect(await page.getByLabel('Client secret').count()).toBe(0);
  await page.getByRole('button', { name: 'Use this client ID' }).click();
  await expect
    .poll(() => sent('saveOauthClient'))
    .toEqual([{ provider: 'fastmail', clientId: 'homing-42', clientSecret: null }]);
  await page.getByRole('button', { name: /Sign in with Fastmail/ }).click();
  await expect.poll(() => sent('browserSignIn')).toMatchObject([{ side: 'source', provider: 'fastmail' }]);
});

test('a refusal in the browser says so, and the next press opens it again', async () => {
  const { page, typeAddress, sent } = await open({
    oauthClients: clients('no', 'own'),
    browserSignIn: { problem: sampleProblem({ kind: 'oauth-denied', provider: 'outlook' }) },
  });
  await typeAddress('ada@outlook.com');
  await mainButton(page).click();
  await page.getByText('did not let Homing in').waitFor();
  await page.locator('.notice').getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await expect.poll(() => sent('browserSignIn').length).toBe(2);
});

test('at Google the browser stands beside the app password, where Homing is registered', async () => {
  const { page, typeAddress, sent } = await open({
    oauthClients: clients('built-in', 'no'),
    browserSignIn: { problem: sampleProblem({ kind: 'oauth-timed-out', provider: 'gmail' }) },
  });
  await typeAddress('ada@gmail.com');
  expect(await secretField(page).count()).toBe(1);
  await page.getByRole('button', { name: 'Sign in with Google' }).click();
  await page.getByText('was not finished in the browser').waitFor();
  await expect.poll(() => sent('browserSignIn')).toMatchObject([{ provider: 'gmail' }]);
  expect(sent('signIn')).toEqual([]);
});

test('where Homing is registered nowhere, there is no button that leads nowhere', async () => {
  const { page, typeAddress } = await open({ oauthClients: clients('no', 'no') });
  await typeAddress('ada@gmail.com');
  expect(await page.getByRole('button', { name: 'Sign in with Google' }).count()).toBe(0);
});

test('a client ID of one’s own opens the way', async () => {
  let configured: Clients[number]['configured'] = 'no';
  const { page, typeAddress, sent } = await open({
    oauthClients: () => clients('no', configured),
    saveOauthClient: () => {
      configured = 'own';
    },
  });
  await typeAddress('ada@outlook.com');
  await page.getByText('Homing cannot sign in to Microsoft yet').waitFor();
  await page.getByText('I have a client ID of my own').click();
  await page.getByRole('button', { name: 'Use this client ID' }).click();
  await page.getByText('Paste the client ID first.').waitFor();
  await page.getByLabel('Client ID').fill(' 11111111-2222-3333-4444-555555555555 ');
  await page.getByRole('button', { name: 'Use this client ID' }).click();
  await page.getByText('Sign in with Microsoft in your browser').waitFor();
  await expect
    .poll(() => sent('saveOauthClient'))
    .toEqual([{ provider: 'microsoft', clientId: '11111111-2222-3333-4444-555555555555', clientSecret: null }]);
});

test('a client ID of one’s own can be taken away, after a word on the moves that use it', async () => {
  let configured: Clients[number]['configured'] = 'own';
  const { page, typeAddress, sent, shot } = await open({
    oauthClients: () => clients('no', configured),
    saveOauthClient: () => {
      configured = 'no';
    },
  });
  await typeAddress('ada@outlook.com');
  await page.getByText('Your own client ID is in use').click();
  await page.getByText('with the client ID that you gave it').waitFor();
  await page.getByRole('button', { name: 'Remove this client ID' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByText('asks you to sign in again').waitFor();
  await dialog.getByText('The registration itself stays at Microsoft').waitFor();
  await shot('account-remove-client');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(sent('saveOauthClient')).toEqual([]);
  await page.getByRole('button', { name: 'Remove this client ID' }).click();
  await dialog.getByRole('button', { name: 'Remove this client ID' }).click();
  await page.getByText('Homing cannot sign in to Microsoft yet').waitFor();
  expect(sent('saveOauthClient')).toEqual([{ provider: 'microsoft', clientId: null, clientSecret: null }]);
  await expect.poll(() => addressField(page).evaluate((field) => field === document.activeElement)).toBe(true);
  await page.getByText('I have a client ID of my own').waitFor();
});

test('a client ID that cannot be taken away stays, and says so', async () => {
  const { page, typeAddress } = await open(
    {
      oauthClients: clients('own', 'no'),
      saveOauthClient: () => {
        throw new Error('the list of moves cannot be written');
      },
    },
    /the answer to saveOauthClient/u,
  );
  await typeAddress('ada@gmail.com');
  await page.getByText('Your own client ID is in use').click();
  await page.getByRole('button', { name: 'Remove this client ID' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove this client ID' }).click();
  await page.getByText('The client ID could not be removed. Try again.').waitFor();
  expect(await page.getByRole('button', { name: 'Sign in with Google' }).count()).toBe(1);
});

test.each(['no', 'built-in'] as const)('where it is %s, there is nothing to take away', async (configured) => {
  const { page, typeAddress } = await open({ oauthClients: clients(configured, 'no') });
  await typeAddress('ada@gmail.com');
  expect(await page.getByText('Your own client ID is in use').count()).toBe(0);
});
