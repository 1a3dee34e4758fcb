import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { UpdateFault } from '../../shared/ipc/updates-view.ts';
import { appImageName, keyFile, newKey, sampleRelease } from '../support/sample-release.ts';
import { startUpdateServer, type Answer, type UpdateServer } from '../support/update-server.ts';
import { openUpdateScene, type UpdateScene } from './support/update-scene.ts';

type Files = Record<string, Answer>;

const key = newKey();
const name = appImageName('0.2.0');
const manifest = 'homing-0.2.0.manifest';
const good = (): Promise<Record<string, Buffer>> => sampleRelease({ version: '0.2.0', key });

let scene: UpdateScene;
let other: UpdateServer;
beforeAll(async () => {
  other = await startUpdateServer();
  scene = await openUpdateScene({ keys: keyFile(key) });
}, 120_000);
afterAll(async () => {
  await scene[Symbol.asyncDispose]();
  await other.close();
});

/** What the server answers to a look, and what becomes of it. `asked`: the last file that was asked for. */
const looks: readonly {
  readonly what: string;
  readonly files: () => Promise<Files>;
  readonly becomes: 'none' | UpdateFault;
  readonly asked: string;
}[] = [
  {
    what: 'the same version',
    files: () => sampleRelease({ version: '0.1.0', key }),
    becomes: 'none',
    asked: 'latest-linux.yml',
  },
  {
    what: 'an older version',
    files: () => sampleRelease({ version: '0.0.9', key }),
    becomes: 'none',
    asked: 'latest-linux.yml',
  },
  {
    what: 'a version to be tried out',
    files: async () => ({ 'latest-linux.yml': feed({ version: '0.2.0-beta.1' }), ...(await withoutFeed()) }),
    becomes: 'server',
    asked: 'latest-linux.yml',
  },
  { what: 'nothing', files: () => Promise.resolve({}), becomes: 'server', asked: 'latest-linux.yml' },
  {
    what: 'that it is overloaded',
    files: () => Promise.resolve({ 'latest-linux.yml': (response) => void response.writeHead(503).end() }),
    becomes: 'server',
    asked: 'latest-linux.yml',
  },
  {
    what: 'no feed',
    files: () => Promise.resolve({ 'latest-linux.yml': Buffer.from('<html>Sign in to the network: [') }),
    becomes: 'server',
    asked: 'latest-linux.yml',
  },
  {
    what: 'ten megabytes',
    files: async () => ({
      ...(await good()),
      'latest-linux.yml': (response) => void response.end(Buffer.alloc(10_000_000, '# ')),
    }),
    becomes: 'server',
    asked: 'latest-linux.yml',
  },
  {
    what: 'a redirect to another host',
    files: () =>
      Promise.resolve({
        'latest-linux.yml': (response) =>
          void response.writeHead(302, { location: `${other.url}latest-linux.yml` }).end(),
      }),
    becomes: 'server',
    asked: 'latest-linux.yml',
  },
  {
    what: 'a file of another host',
    files: async () => ({ ...(await withoutFeed()), 'latest-linux.yml': feed({ url: `${other.url}${name}` }) }),
    becomes: 'server',
    asked: 'latest-linux.yml',
  },
  {
    what: 'a file of another folder',
    files: async () => ({ ...(await withoutFeed()), 'latest-linux.yml': feed({ url: `../${name}` }) }),
    becomes: 'server',
    asked: 'latest-linux.yml',
  },
  {
    what: 'a version signed by another key',
    files: () => sampleRelease({ version: '0.2.0', key: newKey() }),
    becomes: 'not-signed',
    asked: `${manifest}.sig`,
  },
  {
    what: 'no signature',
    files: async () => ({ ...(await good()), [`${manifest}.sig`]: absent }),
    becomes: 'not-signed',
    asked: `${manifest}.sig`,
  },
  {
    what: 'no manifest',
    files: async () => ({ ...(await good()), [manifest]: absent }),
    becomes: 'not-signed',
    asked: manifest,
  },
  {
    what: 'an older version under a new number, with its own true signature',
    files: async () => {
      const old = await sampleRelease({ version: '0.0.9', key });
      return {
        ...old,
        'latest-linux.yml': feed({ url: appImageName('0.0.9'), bytes: old[appImageName('0.0.9')] }),
        [manifest]: old['homing-0.0.9.manifest'] ?? absent,
        [`${manifest}.sig`]: old['homing-0.0.9.manifest.sig'] ?? absent,
      };
    },
    becomes: 'not-signed',
    asked: `${manifest}.sig`,
  },
  {
    what: 'another file than the signed one, with its right hash in the feed',
    files: async () => ({
      ...(await good()),
      [name]: Buffer.from('evil'),
      'latest-linux.yml': feed({ bytes: Buffer.from('evil') }),
    }),
    becomes: 'not-signed',
    asked: `${manifest}.sig`,
  },
  {
    what: 'a manifest that was changed after it was signed',
    files: async () => {
      const files = await good();
      return {
        ...files,
        [manifest]: Buffer.concat([files[manifest] ?? Buffer.alloc(0), Buffer.from('# note: more\n')]),
      };
    },
    becomes: 'not-signed',
    asked: `${manifest}.sig`,
  },
];

const absent: Answer = (response) => void response.writeHead(404).end();

/** A feed as electron-builder writes it, with what a test makes up. */
function feed({
  version = '0.2.0',
  url = name,
  bytes = Buffer.from('x'),
}: {
  version?: string;
  url?: string;
  bytes?: Buffer | undefined;
}): Buffer {
  const sha512 = createHash('sha512').update(bytes).digest('base64');
  return Buffer.from(stringify({ version, files: [{ url, sha512, size: bytes.length }], path: url, sha512 }));
}

async function withoutFeed(): Promise<Files> {
  return Object.fromEntries(Object.entries(await good()).filter(([file]) => file !== 'latest-linux.yml'));
}

const askedFor = (): readonly string[] => scene.server.requests.map(({ path }) => path.replace('/homing/', ''));

describe('nobody is asked', () => {
  test('before somebody says so', async () => {
    expect((await scene.view()).state).toEqual({ kind: 'idle' });
    expect((await scene.view()).weekly).toBe(false);
    await scene.ask('fetchUpdate');
    await scene.ask('installUpdate', { when: 'now' });
    expect((await scene.view()).state).toEqual({ kind: 'idle' });
    expect(scene.server.requests).toEqual([]);
  });
});

describe('a look', () => {
  test.each(looks)('that is answered with $what: $becomes', async ({ files, becomes, asked }) => {
    scene.server.forget();
    scene.server.serve(await files());
    await scene.ask('lookForUpdate');
    const kind = becomes === 'none' ? 'none' : 'failed';
    expect(await scene.until(kind)).toEqual(kind === 'none' ? { kind } : { kind, fault: becomes });
    expect(askedFor().at(-1)).toBe(asked);
    expect(other.requests).toEqual([]);
    expect(await scene.fetched()).toEqual([]);
  });

  test('that is not answered at all can be stopped, and tried again', async () => {
    scene.server.forget();
    scene.server.serve({ 'latest-linux.yml': () => undefined });
    await scene.ask('lookForUpdate');
    await expect.poll(() => scene.server.requests.length).toBe(1);
    await scene.ask('cancelUpdate');
    expect((await scene.view()).state).toEqual({ kind: 'idle' });
  });
});
