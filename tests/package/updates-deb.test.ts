import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { arriveAt, at, button } from '../e2e/support/wizard.ts';
import { waitForFinish } from '../e2e/support/walk.ts';
import { beginMove } from '../e2e/support/move-under-way.ts';
import { raw } from '../e2e/support/scene.ts';
import { assertSameMailboxes } from '../support/compare-mailboxes.ts';
import { debName, keyFile, newKey, sampleRelease } from '../support/sample-release.ts';
import { startUpdateServer } from '../support/update-server.ts';
import { makeUpdatable } from './support/updatable-app.ts';
import { askMain, endOthers, linesOf, openUpdateScene, processesOf, untilState } from './support/update-scene.ts';

const key = newKey();
const release = (): Promise<Record<string, Buffer>> => sampleRelease({ version: '0.2.0', key });

interface PkexecStandIn extends AsyncDisposable {
  /** Where it is found first. */
  readonly PATH: string;
  /** What it was asked to do. */
  traces(): Promise<readonly string[]>;
}

/**
 * Stands for the system's question for a password: writes down what it was asked to do, and does nothing.
 * @param code what it ends with: 126 when the person closes the question
 */
async function standInForPkexec(code: number): Promise<PkexecStandIn> {
  const bin = await mkdtemp(join(tmpdir(), 'homing-pkexec-'));
  const trace = join(bin, 'trace');
  const write = async (name: string, text: string): Promise<void> => {
    await writeFile(join(bin, name), `#!/bin/sh\n${text}\n`);
    await chmod(join(bin, name), 0o755);
  };
  await write('pkexec', `echo "$*" >> '${trace}'\nexit ${String(code)}`);
  // Only asked whether it is there.
  await write('dpkg', 'exit 1');
  return {
    PATH: [bin, process.env['PATH'] ?? ''].join(delimiter),
    traces: () => linesOf(trace),
    async [Symbol.asyncDispose]() {
      await rm(bin, { recursive: true });
    },
  };
}

const asked = (home: string): string =>
  `--disable-internal-agent /bin/bash -c dpkg -i ${join(home, '.cache', 'homing-updater', 'pending', debName('0.2.0'))}`;

// Each has an app and a server of its own, and its own expect(): what waits must know for which test.
describe.concurrent('an installed .deb', () => {
  test.for([
    { what: 'is replaced by the system, and starts again', code: 0, times: 1 },
    { what: 'starts again as it was when the system does not want to', code: 126, times: 2 },
  ])('$what', { timeout: 90_000 }, async ({ code, times }, { expect: expectHere }) => {
    await using pkexec = await standInForPkexec(code);
    const { PATH } = pkexec;
    await using scene = await openUpdateScene({ keys: keyFile(key), packageType: 'deb', env: () => ({ PATH }) });
    scene.server.serve(await release());
    await scene.ask('lookForUpdate');
    await scene.until('offered');
    await scene.ask('fetchUpdate');
    await scene.until('ready');
    const ended = scene.app.electron.waitForEvent('close');
    await scene.ask('installUpdate', { when: 'paused' });
    await ended;
    const traces = await pkexec.traces();
    expectHere(traces[0]).toBe(asked(join(scene.folder, 'home')));
    // What follows a refusal is the try to complete what dpkg may have left half done.
    expectHere(traces).toHaveLength(times);
    await expectHere.poll(async () => (await processesOf(scene.folder)).length, { timeout: 20_000 }).toBe(1);
    await endOthers(scene.folder);
    await expectHere.poll(() => processesOf(scene.folder)).toEqual([]);
    // Nothing was really installed, in either case: the version that runs says so.
    await scene.open();
    expectHere((await scene.view()).state).toEqual({ kind: 'failed', fault: 'install' });
  });
});

describe.concurrent('nobody is ever asked, whatever the page wants,', () => {
  test.for([
    { what: 'by a build without a key', facts: { keys: keyFile() }, why: 'unsigned' },
    {
      what: 'by a build whose feed is not encrypted',
      facts: { keys: keyFile(key), feed: (url: string) => url.replace('https:', 'http:') },
      why: 'not-set-up',
    },
    {
      what: 'by a folder that was started from another program’s AppImage',
      facts: { keys: keyFile(key), env: (folder: string) => ({ APPDIR: folder }) },
      why: 'folder',
    },
  ])('$what', { timeout: 60_000 }, async ({ facts, why }, { expect: expectHere }) => {
    await using scene = await openUpdateScene(facts);
    scene.server.serve(await release());
    await scene.ask('lookWeekly', { yes: true });
    for (const name of ['lookForUpdate', 'fetchUpdate'] as const) await scene.ask(name);
    await scene.ask('installUpdate', { when: 'now' });
    await scene.app.page.waitForTimeout(1200);
    expectHere((await scene.view()).state).toEqual({ kind: 'off', why });
    expectHere(scene.server.connections()).toBe(0);
  });
});

test('looking once a week begins with the wish, is remembered, and does not fetch', { timeout: 60_000 }, async () => {
  await using scene = await openUpdateScene({ keys: keyFile(key) });
  scene.server.serve(await release());
  await scene.ask('lookWeekly', { yes: true });
  await scene.until('offered');
  await scene.app.page.waitForTimeout(1200);
  expect(scene.server.requests.map(({ path }) => path)).toHaveLength(3);
  expect(await scene.fetched()).toEqual([]);
  await scene.ask('dismissUpdate');
  await scene.app.quit();
  await scene.open();
  await scene.app.page.waitForTimeout(1200);
  expect(await scene.view()).toMatchObject({ state: { kind: 'idle' }, weekly: true });
  expect(scene.server.requests, 'the week is not over').toHaveLength(3);
  // Without a network, a look that was wished for says so.
  await scene.server.close();
  await scene.ask('lookForUpdate');
  expect(await scene.until('failed')).toEqual({ kind: 'failed', fault: 'offline' });
});

test(
  'an installed .deb waits for a real copy, and the copy goes on by itself afterwards',
  { timeout: 120_000 },
  async () => {
    const pkexec = await standInForPkexec(0);
    await using server = await startUpdateServer();
    server.serve(await release());
    const app = await makeUpdatable(inject('packages').endToEnd, inject('display'), {
      feed: server.url,
      keys: keyFile(key),
      packageType: 'deb',
    });
    vi.stubEnv('PATH', pkexec.PATH);
    const move = await beginMove({ command: app.command(server.trust) });
    onTestFinished(async () => {
      vi.unstubAllEnvs();
      await move.close();
      await app.remove();
      await pkexec[Symbol.asyncDispose]();
    });
    const { page, electron } = move.app;
    await askMain(page, 'lookForUpdate');
    await untilState(page, 'offered');
    await askMain(page, 'fetchUpdate');
    await untilState(page, 'ready');
    await askMain(page, 'installUpdate', { when: 'paused' });
    await untilState(page, 'waiting');
    await page.waitForTimeout(2500);
    await untilState(page, 'waiting');
    expect(await pkexec.traces(), 'nothing was installed while mail was being copied').toEqual([]);
    move.line.resume();
    const ended = electron.waitForEvent('close');
    await askMain(page, 'installUpdate', { when: 'now' });
    await ended;
    expect(await pkexec.traces()).toEqual([asked(join(move.scene.folder, 'home'))]);
    await expect.poll(async () => (await processesOf(move.scene.folder)).length, { timeout: 20_000 }).toBe(1);
    await endOthers(move.scene.folder);
    await expect.poll(() => processesOf(move.scene.folder)).toEqual([]);
    const here = at(await move.scene.open());
    await arriveAt(here, 'copying');
    expect(await button(here, 'copying.goOn').count()).toBe(0);
    await waitForFinish(here);
    await assertSameMailboxes(raw(move.scene.old), raw(move.scene.new));
  },
);
