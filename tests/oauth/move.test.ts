import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MailError } from '../../main/engine/mail-error.ts';
import { sourceAccount, type ConnectOptions } from '../../main/imap/account.ts';
import { createTokenSource } from '../../main/oauth/token-source.ts';
import { tokenSecret } from '../../main/services/tokens/token-secret.ts';
import type { TokenSource } from '../../shared/model/oauth.ts';
import { assertSameMailboxes } from '../support/compare-mailboxes.ts';
import type { Dovecot } from '../support/dovecot.ts';
import { connectOptions, rawAccount, ServerMove } from '../support/dovecot-move.ts';
import { startOauthDovecot } from '../support/dovecot-oauth.ts';
import { grantedTokens } from '../support/oauth-granted.ts';
import { fetchTrusting } from '../support/oauth-person.ts';
import { startOauthServer, type OauthServer } from '../support/oauth-server.ts';
import { fillPlainAccount } from '../support/plain-account.ts';
import { startProxy, type TcpProxy } from '../support/tcp-proxy.ts';

const user = 'larger@example.org';
let server: OauthServer;
let old: Dovecot;
let fresh: Dovecot;

beforeAll(async () => {
  server = await startOauthServer();
  [old, fresh] = await Promise.all([
    startOauthDovecot(server, { separator: '.' }, 'xoauth2'),
    startOauthDovecot(server, { format: 'mdbox' }, 'oauthbearer'),
  ]);
  await fillPlainAccount(old, user, { mailboxes: 4, messagesEach: 60, maxBytes: 120_000 });
});
afterAll(async () => {
  await Promise.all([old.stop(), fresh.stop()]);
  await server.stop();
});
beforeEach(() => {
  server.lifeSeconds = 3600;
});

/** A grant of this person, and where its tokens come from. */
async function grant(name = user): Promise<TokenSource> {
  const { refreshToken } = await grantedTokens(server, name);
  server.asked.splice(0);
  const fetch = fetchTrusting(server.caPem);
  return createTokenSource({ client: server.client, refreshToken, onRotated: () => undefined, clock: Date, fetch });
}

function withTokens(at: Dovecot, source: TokenSource, port?: number, name = user): ConnectOptions {
  const side = at === old ? 'source' : 'destination';
  return { ...connectOptions(at, name, port), ...tokenSecret(source, side) };
}

/** Cuts all connections when so many bytes more have come through, and ends what they signed in with before. */
function endTokensInTheMiddle(
  proxy: TcpProxy,
  everyBytes: number,
  times: number,
): { readonly ended: () => number; stop(): void } {
  let [ended, next] = [0, everyBytes];
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy || ended === times || proxy.bytes.toClient < next) return;
    isBusy = true;
    void server.endAccessTokens().then(() => {
      proxy.cutAll();
      ended += 1;
      next = proxy.bytes.toClient + everyBytes;
      isBusy = false;
    });
  }, 1);
  return { ended: () => ended, stop: () => clearInterval(timer) };
}

test('four connections that need a token at the same time ask for one', async () => {
  const account = sourceAccount(withTokens(old, await grant()));
  const connect = async (): Promise<void> => {
    const session = await account.connect(new AbortController().signal);
    await session.close();
  };
  server.delayMs = 100;
  await Promise.all([connect(), connect(), connect(), connect()]);
  expect(server.asked).toEqual(['refresh_token']);
  // All of them are refused now, and again there is one request.
  await server.endAccessTokens();
  await Promise.all([connect(), connect(), connect(), connect()]);
  expect(server.asked).toEqual(['refresh_token', 'refresh_token']);
  server.delayMs = 0;
});

test('tokens that end in the middle of FETCH cost no message and double none', async () => {
  const proxy = await startProxy(old);
  const [from, to] = [await grant(), await grant('expiry@example.org')];
  const move = ServerMove.between(
    withTokens(old, from, proxy.port),
    withTokens(fresh, to, undefined, 'expiry@example.org'),
  );
  const ending = endTokensInTheMiddle(proxy, 2_000_000, 3);
  try {
    const outcome = await move.run({ batchMessages: 20, batchBytes: 300_000, lanes: 2, attempts: 10, verify: 'deep' });
    expect(outcome).toMatchObject({ end: 'finished', copied: 240, failed: 0, waiting: 0, altered: 0 });
    expect(ending.ended()).toBeGreaterThanOrEqual(2);
    expect(server.asked.length).toBeGreaterThanOrEqual(2 + ending.ended());
    await assertSameMailboxes(rawAccount(old, user), rawAccount(fresh, 'expiry@example.org'), move.mapping());
  } finally {
    ending.stop();
    await proxy.stop();
  }
});

test('a grant taken back in the middle pauses the move until somebody signs in again', async () => {
  const name = 'revoked@example.org';
  const proxy = await startProxy(old);
  const move = ServerMove.between(withTokens(old, await grant(), proxy.port), connectOptions(fresh, name));
  const settings = { batchMessages: 20, batchBytes: 300_000, lanes: 2 };
  const timer = setInterval(() => {
    if (proxy.bytes.toClient < 3_000_000) return;
    clearInterval(timer);
    void server.endGrants().then(() => proxy.cutAll());
  }, 1);
  try {
    const outcome = await move.run(settings);
    expect(outcome).toMatchObject({ end: 'sign-in-refused', side: 'source', failed: 0 });
    expect(outcome.reason).toMatchObject({ kind: 'sign-in-refused', code: 'EXPIRED' });
    expect(outcome.copied).toBeLessThan(240);
    // One wish for a new token each time, never a series: providers lock accounts.
    expect(server.asked.length).toBeLessThanOrEqual(4);
    move.source = sourceAccount(withTokens(old, await grant(), proxy.port));
    expect(await move.run(settings)).toMatchObject({ end: 'finished', copied: 240, failed: 0, waiting: 0 });
    await assertSameMailboxes(rawAccount(old, user), rawAccount(fresh, name), move.mapping());
  } finally {
    clearInterval(timer);
    await proxy.stop();
  }
});

test('a token of somebody else is refused by the server, after one try with a new one', async () => {
  const source = await grant('somebody-else@example.org');
  const attempt = sourceAccount(withTokens(old, source)).connect(new AbortController().signal);
  const error: unknown = await attempt.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(MailError);
  expect(error).toMatchObject({ facts: { kind: 'sign-in-refused', when: 'never', side: 'source' } });
  expect(server.asked).toEqual(['refresh_token', 'refresh_token']);
});
