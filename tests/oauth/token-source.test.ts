import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { revoke } from '../../main/oauth/revoke.ts';
import { createTokenSource, type TokenSourceOptions } from '../../main/oauth/token-source.ts';
import { signInWithDevice } from '../../main/oauth/device-sign-in.ts';
import { discoverEndpoints } from '../../main/oauth/discover.ts';
import { OauthError } from '../../shared/oauth-error.ts';
import type { DevicePrompt, OauthTokens, TokenSource } from '../../shared/model/oauth.ts';
import { startOauthServer, type OauthServer } from '../support/oauth-server.ts';
import { fetchTrusting, OauthPerson } from '../support/oauth-person.ts';
import { grantedTokens } from '../support/oauth-granted.ts';

let server: OauthServer;
let tokens: OauthTokens;
let now = 0;
const rotated: string[] = [];

beforeEach(async () => {
  server = await startOauthServer();
  tokens = await grantedTokens(server);
  server.asked.splice(0);
  rotated.splice(0);
  now = Date.now();
});
afterEach(() => server.stop());

function source(more: Partial<TokenSourceOptions> = {}): TokenSource {
  return createTokenSource({
    client: server.client,
    refreshToken: tokens.refreshToken,
    onRotated: (next) => rotated.push(next),
    clock: { now: () => now },
    fetch: fetchTrusting(server.caPem),
    ...more,
  });
}

const minutes = (count: number): void => {
  now += count * 60_000;
};

test('many who ask at once share one request', async () => {
  server.delayMs = 50;
  const mine = source();
  const given = await Promise.all(Array.from({ length: 8 }, () => mine.token()));
  expect(new Set(given).size).toBe(1);
  expect(server.asked).toEqual(['refresh_token']);
});

test('a token serves until five minutes before its end, and the refresh token that came with the next one after that', async () => {
  const mine = source({ first: tokens });
  expect(await mine.token()).toBe(tokens.accessToken);
  minutes(54);
  expect(await mine.token()).toBe(tokens.accessToken);
  expect(server.asked).toEqual([]);
  minutes(2);
  const second = await mine.token();
  expect(second).not.toBe(tokens.accessToken);
  minutes(56);
  // The server ends a grant whose old refresh token is used again: this shows that the new one was.
  expect(await mine.token()).not.toBe(second);
  expect(server.asked).toEqual(['refresh_token', 'refresh_token']);
  expect(rotated).toHaveLength(2);
});

test('a refresh token that stays is not told as a new one', async () => {
  server.rotates = false;
  const mine = source();
  await mine.token();
  minutes(56);
  await mine.token();
  expect(rotated).toEqual([]);
});

test('a token that lives for seconds is replaced at half its life, not with each question', async () => {
  server.lifeSeconds = 60;
  const mine = source();
  const first = await mine.token();
  now += 29_000;
  expect(await mine.token()).toBe(first);
  now += 2000;
  expect(await mine.token()).not.toBe(first);
});

test('a refused token is replaced once, for all who were refused', async () => {
  const mine = source();
  const first = await mine.token();
  expect([mine.refused(first), mine.refused(first), mine.refused(first)]).toEqual([true, true, true]);
  const second = await mine.token();
  expect(second).not.toBe(first);
  expect(mine.refused(first)).toBe(true);
  expect(await mine.token()).toBe(second);
  // Made for a refusal and refused again: the token is not the reason.
  expect(mine.refused(second)).toBe(false);
  expect(server.asked).toEqual(['refresh_token', 'refresh_token']);
  minutes(2);
  expect(mine.refused(second)).toBe(true);
  const third = await mine.token();
  expect(mine.refused(third)).toBe(false);
  // Once a server took it, a refusal is news.
  mine.accepted(third);
  expect(mine.refused(third)).toBe(true);
});

test('a grant that has ended is refused, each time it is asked', async () => {
  const mine = source();
  await server.endGrants();
  await expect(mine.token()).rejects.toMatchObject({ kind: 'refused', code: 'invalid_grant' });
  await expect(mine.token()).rejects.toMatchObject({ kind: 'refused' });
  expect(server.asked).toHaveLength(2);
});

test('while the server is away, what is left of a token serves; then it is a matter of time, not of signing in', async () => {
  const mine = source({ first: tokens });
  server.isDown = true;
  minutes(56);
  expect(await mine.token()).toBe(tokens.accessToken);
  minutes(5);
  await expect(mine.token()).rejects.toMatchObject({ kind: 'unreachable' });
  server.isDown = false;
  expect(await mine.token()).not.toBe(tokens.accessToken);
});

test('one who gives up does not end the request of the others', async () => {
  server.delayMs = 100;
  const mine = source();
  const controller = new AbortController();
  const givenUp = mine.token(controller.signal);
  const waiting = mine.token();
  controller.abort(new Error('enough'));
  await expect(givenUp).rejects.toThrow('enough');
  expect(await waiting).not.toBe('');
  expect(server.asked).toEqual(['refresh_token']);
});

test('what was permitted can be taken back', async () => {
  const fetch = fetchTrusting(server.caPem);
  expect(await revoke(server.client, tokens.refreshToken, fetch)).toBe(true);
  await expect(source().token()).rejects.toMatchObject({ kind: 'refused' });
  const { revocationEndpoint: _none, ...without } = server.client;
  expect(await revoke(without, 'any', fetch)).toBe(false);
  server.isDown = true;
  await expect(revoke(server.client, 'any', fetch)).rejects.toMatchObject({ kind: 'unreachable' });
});

test('an issuer tells its endpoints, and a wrong one is told apart', async () => {
  const fetch = fetchTrusting(server.caPem);
  const { authorizationEndpoint, tokenEndpoint, revocationEndpoint, deviceEndpoint, namesIssuer } = server.client;
  expect(await discoverEndpoints(server.issuer, fetch)).toEqual({
    issuer: server.issuer,
    authorizationEndpoint,
    tokenEndpoint,
    revocationEndpoint,
    deviceEndpoint,
    namesIssuer,
  });
  await expect(discoverEndpoints('no address', fetch)).rejects.toMatchObject({ kind: 'not-configured' });
  await expect(discoverEndpoints(`${server.issuer}/other`, fetch)).rejects.toBeInstanceOf(OauthError);
  // Another name of the same server is another issuer.
  const alias = server.issuer.replace('127.0.0.1', 'localhost');
  await expect(discoverEndpoints(alias, fetch)).rejects.toMatchObject({ kind: 'wrong-answer' });
});

test.each(['Allow', 'Deny'] as const)(
  'a computer without a browser signs in by a code: %s',
  async (answer) => {
    let prompt: DevicePrompt | null = null;
    const attempt = signInWithDevice({
      client: server.client,
      show: (shown) => {
        prompt = shown;
        void new OauthPerson(server.caPem).typeCode(shown.verificationUri, shown.userCode, answer);
      },
      signal: new AbortController().signal,
      fetch: fetchTrusting(server.caPem),
    });
    if (answer === 'Allow') expect((await attempt).refreshToken).not.toBe('');
    else await expect(attempt).rejects.toMatchObject({ kind: 'denied' });
    expect(prompt).toMatchObject({ verificationUri: `${server.issuer}/device` });
  },
  30_000,
);

test('waiting for a code can be given up', async () => {
  const controller = new AbortController();
  const attempt = signInWithDevice({
    client: server.client,
    show: () => void sleep(100).then(() => controller.abort()),
    signal: controller.signal,
    fetch: fetchTrusting(server.caPem),
  });
  await expect(attempt).rejects.toMatchObject({ kind: 'cancelled' });
});
