import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asUser, startSecretService, type SecretService } from '../support/secret-service.ts';
import { filesThatHold } from './files-that-hold.ts';
import { keepsItsPromises } from './keeps-its-promises.ts';
import { openKeychainClient, type KeychainClient } from './keychain-client.ts';

describe.each([
  ['as the app is started', asUser],
  ['by a process outside of its namespace', []],
])('the system keychain, %s', (_name, prefix) => {
  let service: SecretService | null = null;
  let client: KeychainClient | null = null;
  const open = (): KeychainClient => {
    if (!client) throw new Error('not open');
    return client;
  };

  beforeAll(async () => {
    service = await startSecretService({ state: 'unlocked' });
    client = await openKeychainClient({ env: service.env, prefix });
  });
  afterAll(async () => service?.stop());

  test('is taken where it proves to work', () => {
    expect(open().opened).toEqual({ kind: 'system', why: null });
  });

  keepsItsPromises(() => open().keychain);

  test('lets its process end', async () => {
    expect(await open().quit()).toBe(0);
  });
});

describe('a secret in the system keychain', () => {
  const canary = 'kånary-7f3a-Sésame-91';

  test('is there for the next process, and in no file in the clear', async () => {
    const service = await startSecretService({ state: 'unlocked' });
    try {
      const home = service.folder;
      const start = async (): Promise<KeychainClient> =>
        openKeychainClient({ env: { ...service.env, HOME: home }, prefix: asUser });
      const first = await start();
      await first.keychain.write('0badcafe-item', canary);
      await first.quit();
      const second = await start();
      expect(await second.keychain.read('0badcafe-item')).toBe(canary);
      await second.quit();
      expect(await readdir(join(home, 'data_home/keyrings'))).toContain('login.keyring');
      expect(await filesThatHold(home, canary)).toEqual([]);
    } finally {
      await service.stop();
    }
  });

  test('would be found in a file in any of these forms', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'homing-canary-'));
    try {
      const around = `{"label":"x","secret":"${canary}","more":1}`;
      const forms: Record<string, Buffer> = {
        plain: Buffer.from(around),
        'utf-16': Buffer.from(around, 'utf16le'),
        'utf-16 reversed': Buffer.from(around, 'utf16le').swap16(),
        hex: Buffer.from(Buffer.from(around).toString('hex')),
        base64: Buffer.from(Buffer.from(around).toString('base64')),
        'base64, one on': Buffer.from(Buffer.from(` ${around}`).toString('base64')),
        'base64, two on': Buffer.from(Buffer.from(`  ${around}`).toString('base64')),
        'utf-16 in base64': Buffer.from(Buffer.from(around, 'utf16le').toString('base64')),
        'nothing of it': Buffer.from('{"label":"x"}'),
      };
      for (const [name, content] of Object.entries(forms)) await writeFile(join(folder, name), content);
      const found = await filesThatHold(folder, canary);
      expect(found.toSorted()).toEqual(Object.keys(forms).slice(0, -1).toSorted());
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
