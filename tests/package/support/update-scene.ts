import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import { inject } from 'vitest';
import type { RequestName } from '../../../shared/ipc/channels.ts';
import { requests } from '../../../shared/ipc/contract.ts';
import { anyResult } from '../../../shared/ipc/result.ts';
import type { UpdateState, UpdatesView } from '../../../shared/ipc/updates-view.ts';
import { openHoming, profileOf, type Homing } from '../../e2e/support/open-homing.ts';
import { startUpdateServer, type UpdateServer } from '../../support/update-server.ts';
import { makeUpdatable, type UpdatableApp, type UpdateFacts } from './updatable-app.ts';

/** A packed app that looks for new versions on a server of ours. */
export interface UpdateScene extends AsyncDisposable {
  readonly server: UpdateServer;
  readonly app: Homing;
  /** Everything the app writes. */
  readonly folder: string;
  /** What stands for the AppImage that runs, and is replaced. */
  readonly appImage: string;
  /** Starts it again, after it ended. */
  open(): Promise<Homing>;
  view(): Promise<UpdatesView>;
  /** Asks main as the page does. */
  ask(name: RequestName, input?: unknown): Promise<unknown>;
  /** Resolves when the state is of this kind. */
  until(kind: UpdateState['kind']): Promise<UpdateState>;
  /** Every line that a started program of ours left. */
  traces(): Promise<readonly string[]>;
  /** What lies where downloads are kept. */
  fetched(): Promise<readonly string[]>;
}

/** What differs from scene to scene. */
export interface UpdateSceneOptions extends Omit<UpdateFacts, 'feed'> {
  /** Another feed than the server's address. */
  readonly feed?: (url: string) => string;
  /** Further variables, by the scene's folder. */
  readonly env?: (folder: string) => Readonly<Record<string, string>>;
}

/** Where a program of a scene leaves its trace. */
export function traceFile(folder: string): string {
  return join(folder, 'trace');
}

/** Asks main as the page does. */
export async function askMain(page: Page, name: RequestName, input?: unknown): Promise<unknown> {
  const answer = await page.evaluate(([asked, given]) => window.api[asked](given), [name, input] as const);
  const result = anyResult.parse(answer);
  if (!result.ok) throw new Error(`${name}: ${result.code}`);
  return result.value;
}

/** What the page would show. */
export async function viewOf(page: Page): Promise<UpdatesView> {
  return requests.updates.output.parse(await askMain(page, 'updates'));
}

/** Resolves when the state is of this kind. */
export async function untilState(page: Page, kind: UpdateState['kind']): Promise<UpdateState> {
  // Not expect.poll(), which belongs to one test, and some of these run side by side.
  for (const end = Date.now() + 20_000; ;) {
    const { state } = await viewOf(page);
    if (state.kind === kind) return state;
    if (Date.now() > end) throw new Error(`It is ${JSON.stringify(state)}, and never was ${kind}.`);
    await sleep(25);
  }
}

/** Sets the scene; the app is open then. */
export async function openUpdateScene(options: UpdateSceneOptions): Promise<UpdateScene> {
  const server = await startUpdateServer();
  const { feed = (url) => url, env = () => ({}), ...facts } = options;
  const { endToEnd } = inject('packages');
  const [packed, folder] = await Promise.all([
    makeUpdatable(endToEnd, inject('display'), { ...facts, feed: feed(server.url) }),
    mkdtemp(join(tmpdir(), 'homing-updates-')),
  ]);
  const appImage = join(folder, 'Homing.AppImage');
  await writeFile(appImage, `#!/bin/sh\necho "the old one" >> '${traceFile(folder)}'\n`);
  await chmod(appImage, 0o755);
  const open = (): Promise<Homing> => {
    const mount = facts.packageType === undefined ? { APPIMAGE: appImage, APPDIR: packed.folder } : {};
    return openHoming({ command: packed.command(server.trust), folder, env: { ...mount, ...env(folder) } });
  };
  return sceneOf({ server, packed, folder, appImage, open, app: await open() });
}

function sceneOf(
  parts: Pick<UpdateScene, 'server' | 'folder' | 'appImage' | 'open' | 'app'> & { packed: UpdatableApp },
): UpdateScene {
  const { server, packed, folder, appImage } = parts;
  let { app } = parts;
  const ask = (name: RequestName, input?: unknown): Promise<unknown> => askMain(app.page, name, input);
  const view = (): Promise<UpdatesView> => viewOf(app.page);
  return {
    server,
    folder,
    appImage,
    ask,
    view,
    get app() {
      return app;
    },
    async open() {
      app = await parts.open();
      return app;
    },
    until: (kind) => untilState(app.page, kind),
    traces: () => linesOf(traceFile(folder)),
    async fetched() {
      const pending = join(folder, 'home', '.cache', 'homing-updater', 'pending');
      return (await readdir(pending).catch(() => [])).filter((name) => name !== 'update-info.json');
    },
    async [Symbol.asyncDispose]() {
      await app.kill();
      await endOthers(folder);
      await server.close();
      await packed.remove();
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** The lines of a file; none while there is no such file. */
export async function linesOf(file: string): Promise<readonly string[]> {
  return (await readFile(file, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
}

/** Processes that an app started in its own place: known by the profile they were given. (Chromium rewrites its own command line.) */
export async function processesOf(folder: string): Promise<readonly number[]> {
  const mark = `--user-data-dir=${profileOf(folder)}`;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return line.split(/[\0 ]/u).includes(mark) && !line.includes('--type=') ? [Number(pid)] : [];
    }),
  );
  return found.flat();
}

/** Ends them. */
export async function endOthers(folder: string): Promise<void> {
  for (const pid of await processesOf(folder)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // gone by itself
    }
  }
}
