import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInWithBrowser, type BrowserSignIn } from '../../main/oauth/browser-sign-in.ts';
import { OauthError, type OauthErrorKind } from '../../shared/oauth-error.ts';
import type { OauthTokens } from '../../shared/model/oauth.ts';
import { mailScope, startOauthServer, type OauthServer } from '../support/oauth-server.ts';
import { OauthPerson, fetchTrusting, type Page } from '../support/oauth-person.ts';

let server: OauthServer;

beforeAll(async () => {
  server = await startOauthServer();
});
afterAll(() => server.stop());

/** A sign-in with a browser that does what a test says. */
function signIn(browser: (url: string) => Promise<unknown>, more: Partial<BrowserSignIn> = {}): Promise<OauthTokens> {
  return signInWithBrowser({
    client: server.client,
    openBrowser: async (url) => {
      // A browser is another program: nobody waits for it.
      void browser(url).catch(() => undefined);
      return Promise.resolve();
    },
    loginHint: 'mover@example.org',
    signal: new AbortController().signal,
    fetch: fetchTrusting(server.caPem),
    ...more,
  });
}

async function kindOf(attempt: Promise<unknown>): Promise<OauthErrorKind> {
  const error: unknown = await attempt.then(
    () => new Error('It worked'),
    (reason: unknown) => reason,
  );
  if (error instanceof OauthError) return error.kind;
  throw error;
}

/** Where the app wants to be called back, with this in the query. */
function callback(url: string, query: Readonly<Record<string, string>>): string {
  const { searchParams } = new URL(url);
  const back = new URL(searchParams.get('redirect_uri') ?? '');
  for (const [name, value] of Object.entries({ state: searchParams.get('state') ?? '', ...query }))
    back.searchParams.set(name, value);
  return back.href;
}

const visitor = (): OauthPerson => new OauthPerson(server.caPem);

/** Comes back to the app as a browser does, to the last page. */
async function arrive(url: string): Promise<Page> {
  const person = visitor();
  return person.follow(await person.open(url));
}

test.each(['loopback', 'localhost'] as const)('a person who agrees lets the app in (%s)', async (redirect) => {
  let asked = '';
  const endings: Promise<Page>[] = [];
  const before = Date.now();
  const tokens = await signIn(
    (url) => {
      asked = url;
      endings.push(visitor().answer(url, 'Allow'));
      return Promise.resolve();
    },
    { client: { ...server.client, redirect } },
  );
  expect(tokens.refreshToken).not.toBe(tokens.accessToken);
  expect(tokens.expiresAt).toBeGreaterThan(before + 3_500_000);
  expect(tokens.expiresAt).toBeLessThanOrEqual(Date.now() + 3_600_000);
  const { searchParams } = new URL(asked);
  const host = redirect === 'loopback' ? '127.0.0.1' : 'localhost';
  expect(Object.fromEntries(searchParams)).toMatchObject({
    response_type: 'code',
    client_id: 'homing',
    scope: `${mailScope} offline_access`,
    code_challenge_method: 'S256',
    login_hint: 'mover@example.org',
    redirect_uri: expect.stringMatching(
      new RegExp(`^http://${host.replaceAll('.', String.raw`\.`)}:\\d+$`, 'u'),
    ) as string,
  });
  expect(searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/u);
  expect(searchParams.get('state')).toMatch(/^[\w-]{43}$/u);
  const [page] = await Promise.all(endings);
  // No code and no state stays in the address bar.
  expect(page).toMatchObject({ status: 200, url: expect.stringMatching(/^http:\/\/[^/]+\/done$/u) as string });
});

test('the last page is constant, holds no script and speaks the browser’s language', async () => {
  const pages: Record<string, Page> = {};
  for (const language of ['fr-CH, de;q=0.8', 'de', 'en']) {
    await signIn(async (url) => {
      const person = visitor();
      const page = await person.follow(await person.open(url));
      const action = /action="([^"]+)"/u.exec(page.text)?.[1] ?? '';
      const body = new URLSearchParams({ answer: 'Allow' });
      let next = await person.open(new URL(action, url).href, { method: 'POST', body });
      while (next.status === 303 || next.status === 302) {
        const location = new URL(String(next.headers['location']), next.url).href;
        next = await person.open(location, { headers: { 'accept-language': language } });
      }
      pages[language] = next;
    });
    await expect.poll(() => pages[language]?.status).toBe(200);
  }
  expect(pages['fr-CH, de;q=0.8']?.text).toContain('Vous pouvez fermer cet onglet');
  expect(pages['de']?.text).toBe(pages['en']?.text);
  expect(pages['en']?.text).toContain('You can close this tab');
  expect(pages['en']?.text).not.toMatch(/<script|on\w+=|http/iu);
  expect(pages['en']?.headers).toMatchObject({
    'content-security-policy': expect.stringContaining("default-src 'none'") as string,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
});

test('a person who says no is told apart from all other ends', async () => {
  expect(await kindOf(signIn((url) => visitor().answer(url, 'Deny')))).toBe('denied');
});

test.each([
  ['another issuer', { code: 'stolen', iss: 'https://evil.example' }],
  ['no issuer where each answer has one', { code: 'stolen' }],
])('an answer with %s is not used', async (_, query: Readonly<Record<string, string>>) => {
  const before = server.asked.length;
  expect(await kindOf(signIn((url) => arrive(callback(url, query))))).toBe('wrong-answer');
  expect(server.asked).toHaveLength(before);
});

test('a code that the server did not give out ends the sign-in', async () => {
  const query = (): Readonly<Record<string, string>> => ({ code: 'invented', iss: server.issuer });
  expect(await kindOf(signIn((url) => arrive(callback(url, query()))))).toBe('refused');
});

test('what an attacker’s page sends to the port is 404 and ends nothing', async () => {
  const answers: number[] = [];
  const tokens = await signIn(async (url) => {
    const target = callback(url, { code: 'stolen', state: 'guessed' });
    const { port } = new URL(target);
    const as = async (headers: Record<string, string>, at = target, method = 'GET'): Promise<void> => {
      answers.push((await visitor().open(at, { method, headers })).status);
    };
    await as({ 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' });
    await as({ 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty', origin: 'https://evil.example' });
    await as({ 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' });
    await as({ 'sec-purpose': 'prefetch' });
    await as({ host: `evil.example:${port}` });
    await as({ host: 'localhost' });
    await as({}, target, 'POST');
    await as({}, target, 'HEAD');
    await as({}, `http://127.0.0.1:${port}/`);
    await as({}, `http://127.0.0.1:${port}/done`);
    await as({}, `http://127.0.0.1:${port}/other?state=guessed&code=stolen`);
    await as({}, `http://127.0.0.1:${port}//evil.example/?state=guessed&code=stolen`);
    await as({}, `http://127.0.0.1:${port}/?code=stolen`);
    // As a window that a page opens comes here.
    const window = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'cross-site' };
    await as(window, target);
    await as(window, callback(url, { state: 'x'.repeat(43), code: 'stolen' }));
    await as(window, callback(url, { state: 'WRONG', error: 'access_denied' }));
    await as(window, callback(url, { state: '', error: 'access_denied' }));
    await as(window, `${callback(url, { error: 'access_denied' })}&state=guessed`);
    for (let guess = 0; guess < 100; guess++) await as(window, callback(url, { state: String(guess), code: 'stolen' }));
    await visitor().answer(url, 'Allow');
  });
  expect(answers).toEqual(answers.map(() => 404));
  expect(answers).toHaveLength(118);
  expect(tokens.accessToken).not.toBe('');
});

test('a second answer is refused, and then nobody listens any more', async () => {
  let [back, first, second] = ['', 0, 0];
  await signIn(async (url) => {
    back = callback(url, { code: 'again', iss: server.issuer });
    const person = visitor();
    let page = await person.press(await person.follow(await person.open(url)), 'Allow');
    first = page.status;
    page = await visitor().open(back);
    second = page.status;
  });
  await expect.poll(() => first).toBe(200);
  // Either it says 404, or it is closed already.
  await expect.poll(async () => (second === 0 ? isClosed(back) : second === 404)).toBe(true);
  await expect.poll(() => isClosed(back), { timeout: 10_000 }).toBe(true);
});

function isClosed(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request(url, { agent: false }, (answer) => {
      answer.resume();
      resolve(false);
    });
    asked.on('error', () => resolve(true));
    asked.end();
  });
}

test('a person who does not answer is not waited for for ever, and the port is closed', async () => {
  let back = '';
  const attempt = signIn((url) => Promise.resolve((back = callback(url, { code: 'late' }))), { timeoutMs: 200 });
  expect(await kindOf(attempt)).toBe('timed-out');
  expect(await isClosed(back)).toBe(true);
});

test('a sign-in that is given up ends at once, before and while it waits', async () => {
  const controller = new AbortController();
  let back = '';
  const attempt = signIn(
    (url) => {
      back = callback(url, { code: 'late' });
      controller.abort();
      return Promise.resolve();
    },
    { signal: controller.signal },
  );
  expect(await kindOf(attempt)).toBe('cancelled');
  expect(await isClosed(back)).toBe(true);
  expect(await kindOf(signIn(() => Promise.resolve(), { signal: controller.signal }))).toBe('cancelled');
});

test('a browser that cannot be opened, and a server of another authority', async () => {
  const noBrowser = { openBrowser: () => Promise.reject(new Error('no browser')) };
  expect(await kindOf(signIn(() => Promise.resolve(), noBrowser))).toBe('unreachable');
  const stranger = { fetch: fetchTrusting('') };
  expect(await kindOf(signIn((url) => visitor().answer(url, 'Allow'), stranger))).toBe('unreachable');
});

test('a client that the server does not know is a matter of configuration', async () => {
  const client = { ...server.client, clientId: 'homing', clientSecret: 'not-its-own' };
  expect(await kindOf(signIn((url) => visitor().answer(url, 'Allow'), { client }))).toBe('not-configured');
});

test('an answer of Microsoft may name any tenant, and nothing else', async () => {
  const tenant = '9188040d-6c67-4c5b-b112-36a304b66dad';
  const client = { ...server.client, issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0', namesIssuer: false };
  const end = async (iss: string): Promise<OauthErrorKind> =>
    kindOf(signIn((url) => arrive(callback(url, { code: 'invented', iss })), { client }));
  // It was accepted as an answer; the code is another matter.
  expect(await end(`https://login.microsoftonline.com/${tenant}/v2.0`)).toBe('refused');
  expect(await end('https://login.microsoftonline.com/evil/v2.0')).toBe('wrong-answer');
  expect(await end(`https://login.microsoftonline.com.evil.example/${tenant}/v2.0`)).toBe('wrong-answer');
});
