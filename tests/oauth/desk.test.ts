import { afterAll, beforeAll, afterEach, beforeEach, expect, test } from 'vitest';
import { createOauth } from '../../main/dependencies.ts';
import { destinationAccount, sourceAccount, type ConnectOptions } from '../../main/imap/account.ts';
import type { DeskAdapters } from '../../main/services/desk/desk-parts.ts';
import { createMoveService, type AccountAccess } from '../../main/services/move-service.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import { DeskWorld } from '../support/desk-world.ts';
import type { Dovecot } from '../support/dovecot.ts';
import { rawAccount } from '../support/dovecot-move.ts';
import { assertSameMailboxes } from '../support/compare-mailboxes.ts';
import { startOauthDovecot } from '../support/dovecot-oauth.ts';
import { OauthPerson } from '../support/oauth-person.ts';
import { startOauthServer, type OauthServer } from '../support/oauth-server.ts';
import { fillPlainAccount } from '../support/plain-account.ts';

let server: OauthServer;
let mail: Dovecot;
let world: DeskWorld;
/** What the person does with the page. */
let person: (url: string) => Promise<unknown> = () => Promise.resolve();
const opened: string[][] = [];
let isRegistered = true;

beforeAll(async () => {
  server = await startOauthServer();
  mail = await startOauthDovecot(server);
  await fillPlainAccount(mail, 'old@example.org', { mailboxes: 3, messagesEach: 30, maxBytes: 20_000 });
});
afterAll(async () => {
  await mail.stop();
  await server.stop();
});

beforeEach(async () => {
  isRegistered = true;
  opened.splice(0);
  server.asked.splice(0);
  person = (url) => new OauthPerson(server.caPem).answer(url, 'Allow');
  world = new DeskWorld();
  world.adapters = adapters();
  await world.start();
});
afterEach(() => world[Symbol.asyncDispose]());

function adapters(): Partial<DeskAdapters> {
  const options = ({ extraCa: _none, ...access }: AccountAccess): ConnectOptions => ({
    ...access,
    extraCa: mail.caPem,
    clientVersion: 'test',
  });
  const source = (access: AccountAccess): ReturnType<typeof sourceAccount> => sourceAccount(options(access));
  const destination = (access: AccountAccess): ReturnType<typeof destinationAccount> =>
    destinationAccount(options(access));
  const clock = { now: () => Date.now(), sleep: () => Promise.resolve() };
  return {
    source,
    destination,
    moves: createMoveService({ source, destination, clock }),
    oauth: createOauth(server.caPem),
    findClient: ({ provider }) => (provider === 'test' && isRegistered ? server.client : null),
    openBrowser: (url, endpoint) => {
      opened.push([url, endpoint]);
      void person(url).catch(() => undefined);
      return Promise.resolve();
    },
  };
}

function signIn(move: string, side: 'source' | 'destination', provider = 'test'): Promise<Output<'browserSignIn'>> {
  const user = side === 'source' ? 'old@example.org' : `new-${move}@example.org`;
  const request = { move, side, typed: user, address: mail.address(user), settingSource: 'typed' as const, provider };
  return Promise.resolve(world.desk.browserSignIn(request));
}

async function signedIn(): Promise<string> {
  const { move } = await world.desk.createMove(undefined);
  expect(await signIn(move, 'source')).toEqual({ problem: null });
  expect(await signIn(move, 'destination')).toEqual({ problem: null });
  return move;
}

async function kindOf(attempt: Promise<Output<'browserSignIn'>>): Promise<string | undefined> {
  const { problem } = await attempt;
  return problem?.kind;
}

test('a person signs in on both sides in the browser, and the whole move runs on tokens', async () => {
  const move = await signedIn();
  const { source } = await world.desk.move({ move });
  expect(source).toMatchObject({ signedIn: true, auth: 'oauth', secret: 'kept', facts: { messages: 90 } });
  expect(opened.map(([, endpoint]) => endpoint)).toEqual([
    server.client.authorizationEndpoint,
    server.client.authorizationEndpoint,
  ]);
  await world.desk.runChecks({ move });
  await world.until(move, ({ checks }) => checks.state === 'done');
  await world.desk.startMove({ move });
  await world.until(move, ({ run }) => run.phase === 'finished');
  // The tokens of the sign-ins served for all of it: nobody asked for more.
  expect(server.asked).toEqual(['authorization_code', 'authorization_code']);
  const mapping = (name: string): string => name;
  await assertSameMailboxes(rawAccount(mail, 'old@example.org'), rawAccount(mail, `new-${move}@example.org`), mapping);
  expect(world.faults).toEqual([]);
});

test('a window that waits for the browser shows so, and can stop waiting', async () => {
  person = () => Promise.resolve();
  const { move } = await world.desk.createMove(undefined);
  const attempt = signIn(move, 'source');
  await world.until(move, ({ signIn: state }) => state?.stage === 'browser');
  await world.desk.cancelSignIn({ move });
  expect((await attempt).problem).not.toBeNull();
  const view = await world.desk.move({ move });
  expect(view).toMatchObject({ signIn: null, source: null });
});

test('a person who says no, a provider that is not known, one without a client, and a page that cannot be shown', async () => {
  const { move } = await world.desk.createMove(undefined);
  person = (url) => new OauthPerson(server.caPem).answer(url, 'Deny');
  const { problem } = await signIn(move, 'source');
  expect(problem).toMatchObject({ kind: 'oauth-denied', side: 'source', serverText: 'The person said no' });
  for (const provider of ['gmx', 'gmail', 'outlook'])
    expect(await kindOf(signIn(move, 'source', provider))).toBe('oauth-not-configured');
  person = async (url) => {
    const { searchParams } = new URL(url);
    const [back, state] = [searchParams.get('redirect_uri') ?? '', searchParams.get('state') ?? ''];
    // The provider's answers all say who gives them.
    return new OauthPerson(server.caPem).open(`${back}/?state=${state}&code=stolen`);
  };
  expect(await kindOf(signIn(move, 'source'))).toBe('oauth-failed');
  expect(await world.keychain.items()).toEqual([]);
});

test('after a restart the kept grant goes on, and its newest refresh token is the one that was kept', async () => {
  const move = await signedIn();
  for (let start = 0; start < 3; start++) {
    await world.restart();
    await server.endAccessTokens();
    await world.desk.runChecks({ move });
    const { checks } = await world.until(move, ({ checks: seen }) => seen.state === 'done');
    expect(checks.lines.find(({ id }) => id === 'source-reachable')?.verdict).toBe('pass');
  }
  expect(server.asked.filter((grant) => grant === 'refresh_token')).toHaveLength(6);
  const { source } = await world.desk.move({ move });
  const again = { ...(source ?? raise()), move, side: 'source' as const, provider: 'test', secret: null };
  const { typed, address, settingSource, provider, side, secret } = again;
  expect(await world.desk.signIn({ move, typed, address, settingSource, provider, side, secret })).toEqual({
    problem: null,
  });
});

function raise(): never {
  throw new Error('there is no account');
}

test('a grant taken back pauses the move, and signing in again lets it go on', async () => {
  const move = await signedIn();
  await server.endGrants();
  await world.restart();
  await world.desk.startMove({ move });
  const { run } = await world.until(move, (view) => view.run.phase === 'needs-you');
  expect(run.problem).toMatchObject({ kind: 'sign-in-refused', refusal: 'expired' });
  await signIn(move, 'source');
  await signIn(move, 'destination');
  const { run: after } = await world.until(move, (view) => view.run.phase === 'finished');
  expect(after.progress?.messages.done).toBe(90);
});

test('to forget is to take back at the provider, but not under another move of the same account', async () => {
  const [first, second] = [await signedIn(), await signedIn()];
  await world.desk.deleteMove({ move: first });
  await server.endAccessTokens();
  await world.restart();
  await world.desk.runChecks({ move: second });
  const { checks } = await world.until(second, ({ checks: seen }) => seen.state === 'done');
  expect(checks.lines.find(({ id }) => id === 'source-reachable')?.verdict).toBe('pass');
  const items = await world.keychain.items();
  const kept = await Promise.all(items.map((item) => world.keychain.read(item)));
  await world.desk.forgetPasswords({ move: second });
  expect(await world.keychain.items()).toEqual([]);
  const oauth = createOauth(server.caPem);
  for (const refreshToken of kept) {
    const source = oauth.tokenSource({
      client: server.client,
      refreshToken: refreshToken ?? '',
      onRotated: () => undefined,
    });
    await expect(source.token()).rejects.toMatchObject({ kind: 'refused' });
  }
  expect((await world.desk.move({ move: second })).source).toMatchObject({ secret: 'missing', auth: 'oauth' });
});

test('a provider that is away does not keep anybody from forgetting', async () => {
  const move = await signedIn();
  server.isDown = true;
  try {
    await world.desk.deleteMove({ move });
  } finally {
    server.isDown = false;
  }
  expect(await world.keychain.items()).toEqual([]);
});

test('a client ID of one’s own is kept, used, and taken away', async () => {
  const accounts = { google: ['gmail'], microsoft: ['outlook', 'office365'] };
  const list = (google: 'no' | 'own') => [
    { provider: 'google', accounts: accounts.google, configured: google },
    { provider: 'microsoft', accounts: accounts.microsoft, configured: 'no' },
    { provider: 'fastmail', accounts: ['fastmail'], configured: 'no' },
  ];
  expect(await world.desk.oauthClients(undefined)).toEqual(list('no'));
  await world.desk.saveOauthClient({ provider: 'google', clientId: 'mine.example', clientSecret: 'not secret' });
  await world.restart();
  expect(await world.desk.oauthClients(undefined)).toEqual(list('own'));
  const { move } = await world.desk.createMove(undefined);
  person = () => Promise.resolve();
  const attempt = signIn(move, 'source', 'gmail');
  await expect.poll(() => opened.length).toBe(1);
  const url = new URL(opened[0]?.[0] ?? '');
  expect(url.origin + url.pathname).toBe('https://accounts.google.com/o/oauth2/v2/auth');
  expect(url.searchParams.get('client_id')).toBe('mine.example');
  expect(url.searchParams.has('client_secret')).toBe(false);
  await world.desk.cancelSignIn({ move });
  await attempt;
  await world.desk.saveOauthClient({ provider: 'google', clientId: null, clientSecret: null });
  expect(await world.desk.oauthClients(undefined)).toEqual(list('no'));
});

test('a registration that is taken away serves the sign-ins of this process; the next asks the person', async () => {
  const move = await signedIn();
  isRegistered = false;
  await world.desk.startMove({ move });
  await world.until(move, ({ run }) => run.phase === 'finished');
  const desk = await world.restart();
  await desk.startMove({ move });
  const { run } = await world.until(move, (view) => view.run.phase === 'needs-you');
  expect(run.problem).toMatchObject({ kind: 'oauth-not-configured' });
  expect(world.faults).toEqual([]);
});
