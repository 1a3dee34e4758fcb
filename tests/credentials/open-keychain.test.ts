import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asUser, startSecretService, type SecretService } from '../support/secret-service.ts';
import { filesThatHold } from './files-that-hold.ts';
import { openKeychainClient, type ClientOptions, type KeychainClient } from './keychain-client.ts';

let folder = '';
let service: SecretService | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homing-no-keychain-'));
});
afterEach(async () => {
  await service?.stop();
  service = null;
  await rm(folder, { recursive: true, force: true });
});

async function start(state: 'unlocked' | 'locked'): Promise<SecretService> {
  service = await startSecretService({ state });
  return service;
}

/** Opens a keychain and says how long that took. */
async function openTimed(options: ClientOptions): Promise<{ client: KeychainClient; took: number }> {
  const before = performance.now();
  const client = await openKeychainClient({ prefix: asUser, ...options, env: { HOME: folder, ...options.env } });
  return { client, took: performance.now() - before };
}

/** How long a process takes to end once it is asked to. */
async function timeToQuit(client: KeychainClient): Promise<number> {
  const before = performance.now();
  await client.quit();
  return performance.now() - before;
}

describe('without a keychain', () => {
  test.each([
    ['no bus at all', {}],
    ['a bus that is gone', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }],
    ['a bus that is switched off', { DBUS_SESSION_BUS_ADDRESS: 'disabled:' }],
  ])('%s: memory, and it says so', async (_name, env) => {
    const { client } = await openTimed({ env });
    expect(client.opened).toEqual({ kind: 'this-session', why: 'no-service' });
    await client.keychain.write('some-item', 'sesame-canary');
    expect(await client.keychain.read('some-item')).toBe('sesame-canary');
    expect(await client.quit()).toBe(0);
    expect(await filesThatHold(folder, 'sesame-canary')).toEqual([]);
  });

  test('a bus with nobody on it who keeps secrets', async () => {
    const { env } = await start('unlocked');
    await service?.endKeyring();
    const { client } = await openTimed({ env });
    expect(client.opened).toEqual({ kind: 'this-session', why: 'no-service' });
    await client.quit();
  });

  test('no native module: the app starts all the same', async () => {
    await cp('main/credentials', join(folder, 'main/credentials'), { recursive: true });
    await cp('tests/credentials', join(folder, 'tests/credentials'), { recursive: true });
    const { client } = await openTimed({ env: {}, program: join(folder, 'tests/credentials/keychain-process.ts') });
    expect(client.opened).toEqual({ kind: 'this-session', why: 'no-service' });
    await client.quit();
  });

  test('nothing outlives the process', async () => {
    const { client } = await openTimed({ env: {} });
    await client.keychain.write('some-item', 'sesame');
    await client.quit();
    const { client: next } = await openTimed({ env: {} });
    expect(await next.keychain.read('some-item')).toBeNull();
    await next.quit();
  });
});

describe('with a keyring that is locked', () => {
  test('and nobody there: memory, and it says so', async () => {
    const { env } = await start('locked');
    const { client } = await openTimed({ env });
    expect(client.opened).toEqual({ kind: 'this-session', why: 'locked' });
    expect(await client.quit()).toBe(0);
  });

  test('and a question that nobody answers: within the time limit, and the app can end', async () => {
    const { env } = await start('unlocked');
    service?.freeze();
    const { client, took } = await openTimed({ env, timeoutMs: 1_000 });
    expect(client.opened).toEqual({ kind: 'this-session', why: 'locked' });
    expect(took).toBeGreaterThan(1_000);
    // Without a limit of its own it would be ten seconds.
    expect(took).toBeLessThan(8_000);
    await client.keychain.write('some-item', 'sesame');
    expect(await timeToQuit(client)).toBeLessThan(8_000);
  });
});

describe('a keyring that is locked later', () => {
  test('is not taken for an empty one: nothing is said to be missing, deleted or listed', async () => {
    const { env } = await start('unlocked');
    const { client } = await openTimed({ env });
    const { keychain } = client;
    await keychain.write('some-item', 'sesame');
    service?.lock();
    await expect(keychain.read('some-item')).rejects.toThrow(/locked/u);
    await expect(keychain.delete('some-item')).rejects.toThrow(/locked/u);
    await expect(keychain.items()).rejects.toThrow(/locked/u);
    await expect(keychain.write('other-item', 'x')).rejects.toThrow(/locked/u);
    expect(await client.quit()).toBe(0);
  });

  test('that does not answer rejects in time, and goes on when it answers again', async () => {
    const { env } = await start('unlocked');
    const { client } = await openTimed({ env, timeoutMs: 3_000 });
    await client.keychain.write('some-item', 'sesame');
    service?.freeze();
    const before = performance.now();
    const late = [client.keychain.read('some-item'), client.keychain.write('other-item', 'never')];
    expect((await Promise.allSettled(late)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(performance.now() - before).toBeLessThan(9_000);
    service?.thaw();
    // Given up before its turn, so it was never written.
    expect(await client.keychain.read('other-item')).toBeNull();
    expect(await client.keychain.read('some-item')).toBe('sesame');
    expect(await client.quit()).toBe(0);
  });
});
