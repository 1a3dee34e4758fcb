import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { look } from './in-main.ts';
import { launchApp, newProfile, type RunningApp } from './launch.ts';
import { askFromPage, prepareMove, runMove, startTwoServers, untilPhase, type TwoServers } from './move-in-app.ts';
import { until } from './until.ts';

const letters = 40;
/** So slow that a move of these letters takes minutes. */
const slow = 1024;

let servers: TwoServers;
let profile: string;
let app: RunningApp;
let move: string;
beforeEach(async () => {
  servers = await startTwoServers(letters);
  profile = await newProfile();
  app = await launchApp({ env: servers.env, profile });
  move = await prepareMove(app.page, servers, slow);
  await runMove(app.page, move);
});
afterEach(async () => {
  await app.close();
  await servers[Symbol.asyncDispose]();
  await rm(profile, { recursive: true, force: true });
});

interface Asked {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
  readonly checkboxLabel?: string;
}

/** Answers the next questions with a button, and keeps them. */
async function answerWith(button: 0 | 1 | 2, remember = false): Promise<void> {
  await app.electron.evaluate(
    ({ dialog }, { response, checkboxChecked }) => {
      const questions: unknown[] = [];
      Object.assign(globalThis, { questions });
      dialog.showMessageBox = (...args: unknown[]) => {
        questions.push(args.at(-1));
        return Promise.resolve({ response, checkboxChecked });
      };
    },
    { response: button, checkboxChecked: remember },
  );
}
const questions = (): Promise<readonly Asked[]> =>
  look(app.electron, () => (globalThis as unknown as { questions: Asked[] }).questions);
const isVisible = (): Promise<boolean> =>
  look(app.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() === true);
const closeWindow = (): Promise<void> =>
  look(app.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

test('closing the window asks; going on in the background can be remembered, and is not asked again', async () => {
  await answerWith(2);
  await closeWindow();
  await until(async () => (await questions()).length === 1);
  expect((await questions())[0]).toMatchObject({
    message: 'A move is under way',
    buttons: ['Keep running in the background', 'Quit and continue later', 'Cancel'],
    checkboxLabel: 'Remember this choice',
  });
  expect(await isVisible()).toBe(true);

  await answerWith(0, true);
  await closeWindow();
  await until(async () => !(await isVisible()));
  expect((await askFromPage(app.page, 'appState')).settings.onClose).toBe('keep-running');
  expect((await askFromPage(app.page, 'move', { move })).run.phase).toBe('running');

  await app.startAgain();
  await until(isVisible);
  await closeWindow();
  await until(async () => !(await isVisible()));
  expect(await questions()).toHaveLength(1);
});

test('quitting says what it means, stops in order, and the next start has the move', async () => {
  const ended = once(app.electron.process(), 'exit');
  await answerWith(2);
  await look(app.electron, ({ app: main }) => main.quit());
  await until(async () => (await questions()).length === 1);
  expect((await questions())[0]).toMatchObject({
    detail: 'Your progress is saved. Mail stops being copied until you open the app again.',
    buttons: ['Keep running in the background', 'Quit and continue later', 'Cancel'],
  });
  expect((await questions())[0]?.checkboxLabel).toBeUndefined();
  expect((await askFromPage(app.page, 'move', { move })).run.phase).toBe('running');

  await answerWith(1);
  await app.electron.evaluate(({ app: main }) => main.quit()).catch(() => undefined);
  expect((await ended)[0]).toBe(0);
  const arrived = servers.new.store.get('INBOX')?.messages.length ?? 0;
  expect(arrived).toBeLessThan(letters);
  expect([servers.old.connections, servers.new.connections]).toEqual([0, 0]);

  app = await launchApp({ env: servers.env, profile });
  expect((await askFromPage(app.page, 'appState')).moves).toMatchObject([{ id: move }]);
});

test('after a power cut the app starts again with the same profile', async () => {
  await app.kill();
  app = await launchApp({ env: servers.env, profile });
  const { moves, trouble } = await askFromPage(app.page, 'appState');
  expect(moves).toMatchObject([{ id: move }]);
  expect(trouble).toBeNull();
  expect(await app.startAgain()).toBe(0);
});

test('a signal while mail is copied asks nothing', async () => {
  await answerWith(2);
  expect(await app.signal('SIGTERM')).toBe(0);
  expect(servers.new.store.get('INBOX')?.messages.length).toBeLessThan(letters);
});

test('the computer stays awake while mail is copied, if wished', async () => {
  const isAwake = (): Promise<boolean> =>
    look(app.electron, ({ powerSaveBlocker }) =>
      Array.from({ length: 20 }, (_, id) => id).some((id) => powerSaveBlocker.isStarted(id)),
    );
  await until(isAwake);
  await askFromPage(app.page, 'changeSettings', { keepAwake: false });
  await until(async () => !(await isAwake()));
  await askFromPage(app.page, 'changeSettings', { keepAwake: true });
  await until(isAwake);
  await askFromPage(app.page, 'pauseMove', { move });
  await untilPhase(app.page, move, ['paused']);
  await until(async () => !(await isAwake()));
});
