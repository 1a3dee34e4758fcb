import { appendFile, chmod, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UpdateFault } from '../../shared/ipc/updates-view.ts';
import { profileOf } from '../e2e/support/open-homing.ts';
import { at, press } from '../e2e/support/wizard.ts';
import { appImageName, keyFile, newKey, sampleRelease, traceScript } from '../support/sample-release.ts';
import { startUpdateServer, type Answer, type UpdateServer } from '../support/update-server.ts';
import { openUpdateScene, processesOf, traceFile, type UpdateScene } from './support/update-scene.ts';

type Files = Record<string, Answer>;

const key = newKey();
const name = appImageName('0.2.0');
const manifest = 'homing-0.2.0.manifest';
const good = (): Promise<Record<string, Buffer>> =>
  sampleRelease({ version: '0.2.0', key, content: Buffer.alloc(300_000, 'new') });

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

const absent: Answer = (response) => void response.writeHead(404).end();

const askedFor = (): readonly string[] => scene.server.requests.map(({ path }) => path.replace('/homing/', ''));

/** What becomes of a download. */
const downloads: readonly {
  readonly what: string;
  readonly answer: (bytes: Buffer) => Answer;
  readonly fault: UpdateFault;
}[] = [
  {
    what: 'one octet was changed',
    answer: (bytes) => Buffer.concat([Buffer.from('N'), bytes.subarray(1)]),
    fault: 'damaged',
  },
  { what: 'the end is missing', answer: (bytes) => bytes.subarray(0, 200_000), fault: 'damaged' },
  { what: 'there is more of it', answer: (bytes) => Buffer.concat([bytes, Buffer.from('more')]), fault: 'damaged' },
  {
    what: 'the line is cut in the middle',
    answer: (bytes) => (response) => {
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 100_000), () => response.destroy());
    },
    fault: 'offline',
  },
  {
    what: 'it has no end',
    answer: (bytes) => (response) => {
      const more = setInterval(() => response.write(bytes), 10);
      response.on('close', () => clearInterval(more));
    },
    fault: 'damaged',
  },
  { what: 'the server has no more of it', answer: () => absent, fault: 'server' },
  {
    what: 'it is elsewhere',
    answer: () => (response) => void response.writeHead(302, { location: `${other.url}${name}` }).end(),
    fault: 'server',
  },
  {
    what: 'it is no longer encrypted',
    answer: () => (response) =>
      void response.writeHead(302, { location: `${scene.server.url.replace('https:', 'http:')}${name}` }).end(),
    fault: 'server',
  },
];

async function offer(files: Files): Promise<void> {
  scene.server.serve(files);
  await scene.ask('lookForUpdate');
  await scene.until('offered');
}

describe('a download', () => {
  test.each(downloads)('is thrown away when $what', async ({ answer, fault }) => {
    const files = await good();
    other.forget();
    await offer({ ...files, [name]: answer(files[name] ?? Buffer.alloc(0)) });
    await scene.ask('fetchUpdate');
    expect(await scene.until('failed')).toEqual({ kind: 'failed', fault });
    expect(await scene.fetched()).toEqual([]);
    expect(other.requests).toEqual([]);
    expect(await scene.traces()).toEqual([]);
  });

  test('can be stopped, and begun again', async () => {
    const files = await good();
    const bytes = files[name] ?? Buffer.alloc(0);
    let isSlow = true;
    const slow: Answer = (response) => {
      response.writeHead(200, { 'content-length': bytes.length });
      if (isSlow) response.write(bytes.subarray(0, 10_000));
      else response.end(bytes);
    };
    scene.server.forget();
    await offer({ ...files, [name]: slow });
    await scene.ask('fetchUpdate');
    await expect.poll(() => askedFor().at(-1)).toBe(name);
    await scene.ask('cancelUpdate');
    expect((await scene.view()).state.kind).toBe('offered');
    isSlow = false;
    await scene.ask('fetchUpdate');
    await scene.until('ready');
  });

  test('that is changed on the disk afterwards is not installed', async () => {
    const [file = ''] = await scene.fetched();
    expect(file).toBe(name);
    await appendFile(join(scene.folder, 'home', '.cache', 'homing-updater', 'pending', file), 'x');
    await scene.ask('installUpdate', { when: 'now' });
    expect(await scene.until('failed')).toEqual({ kind: 'failed', fault: 'damaged' });
    expect(await scene.fetched()).toEqual([]);
    expect(await scene.traces()).toEqual([]);
    expect(await readFile(scene.appImage, 'utf8')).toContain('the old one');
  });
});

test('an AppImage in a folder that is not the person’s own stays as it is', async () => {
  await offer(await good());
  await chmod(scene.folder, 0o555);
  await scene.ask('fetchUpdate');
  try {
    expect(await scene.until('failed')).toEqual({ kind: 'failed', fault: 'install' });
  } finally {
    await chmod(scene.folder, 0o755);
  }
  expect(await scene.fetched()).toEqual([]);
  expect(await readFile(scene.appImage, 'utf8')).toContain('the old one');
});

describe('a new version', () => {
  test(
    'is offered, fetched, waits for what is under way, and takes the place of the old one',
    { timeout: 60_000 },
    async () => {
      const content = traceScript(traceFile(scene.folder));
      const notes = ['Speaks German.', '\u202Etxt.exe <b>bold</b>'];
      const files = await sampleRelease({ version: '0.2.0', key, content, notes });
      scene.server.forget();
      scene.server.serve(files);
      const here = at(scene.app);
      await scene.app.page.getByRole('button', { name: here.say('frame.settings') }).click();
      await press(here, 'updates.again');
      const offered = await scene.until('offered');
      const text = ['Speaks German.', 'txt.exe <b>bold</b>'];
      expect(offered).toEqual({ kind: 'offered', offer: { version: '0.2.0', notes: text, size: content.length } });
      await press(here, 'updates.fetch');
      await scene.until('ready');
      await scene.ask('startPractice');
      await press(here, 'updates.install');
      await scene.until('waiting');
      await scene.app.page.waitForTimeout(2500);
      expect((await scene.view()).state.kind).toBe('waiting');
      expect(await scene.traces()).toEqual([]);
      const ended = scene.app.electron.waitForEvent('close');
      await scene.ask('stopPractice');
      await ended;
      await expect.poll(() => scene.traces()).toEqual([`started ${scene.appImage}`]);
      expect(await readFile(scene.appImage)).toEqual(content);
      expect(askedFor()).toEqual(['latest-linux.yml', manifest, `${manifest}.sig`, name]);
    },
  );

  test('learned nothing of this computer on the way', async () => {
    const told = scene.server.requests.map(({ method, headers }) => {
      const { host: _server, ...rest } = headers;
      return { method, headers: rest };
    });
    expect(new Set(told.map((one) => JSON.stringify(one)))).toHaveLength(1);
    expect(told[0]).toEqual({
      method: 'GET',
      headers: {
        accept: '*/*',
        'accept-encoding': 'identity',
        'accept-language': 'en',
        'cache-control': 'no-cache',
        connection: 'keep-alive',
        'sec-fetch-dest': 'empty',
        'sec-fetch-mode': 'no-cors',
        'sec-fetch-site': 'none',
        'user-agent': 'Homing',
      },
    });
    expect(await readdir(profileOf(scene.folder))).not.toContain('.updaterId');
    expect(await processesOf(scene.folder)).toEqual([]);
  });
});
