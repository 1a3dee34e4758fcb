import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { FuseV1Options } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { checkFuses, readFuses } from '../../scripts/package/fuses.mjs';
import { canRunElectron, startable } from '../../scripts/setup/app-folder.mjs';
import { findElectronRuntime } from '../../scripts/setup/electron-runtime.mjs';
import { until } from '../e2e/until.ts';

const runtime = findElectronRuntime();
const canRun = process.platform === 'linux' && canRunElectron() && runtime?.kind === 'fallback';

describe('fuses, read back', () => {
  const golden = {
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
  };
  /** Electron 33 has eight; newer ones have WasmTrapHandlers, which stays on. */
  const named = async (executable: string): Promise<unknown> => {
    const { 8: wasmTrapHandlers = true, ...fuses } = await readFuses(executable);
    expect(wasmTrapHandlers).toBe(true);
    return Object.fromEntries(Object.entries(fuses).map(([place, state]) => [FuseV1Options[Number(place)], state]));
  };

  test('of what people get', async () => {
    expect(await named(inject('packages').release)).toEqual(golden);
  });

  test('of what the end-to-end tests drive: but for --inspect the same', async () => {
    expect(await named(inject('packages').endToEnd)).toEqual({ ...golden, EnableNodeCliInspectArguments: true });
  });

  test('a fuse that is not as stated stops the packing', async () => {
    await expect(checkFuses(inject('packages').endToEnd, 'release')).rejects.toThrow(/EnableNodeCliInspectArguments/u);
    await expect(checkFuses(runtime?.executable ?? '', 'release')).rejects.toThrow(/fuse RunAsNode .* is on/u);
  });
});

let folder: string;
const children: ChildProcess[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'homing-fuses-'));
});
afterAll(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
  // The scripts that started what lay there for root.
  for (const script of globSync(`dist/*${basename(folder)}*`)) rmSync(script);
  // And the one for the runtime, which lies elsewhere each time where the cache is new each time.
  const ofRuntime = canRun ? startable(runtime.executable) : '';
  if (ofRuntime.endsWith('.sh')) rmSync(ofRuntime, { force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly profile: string;
}

/** Starts an executable with a profile of its own. */
function start(executable: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
  const profile = mkdtempSync(join(folder, 'profile-'));
  const display = inject('display');
  const child = spawn(startable(executable), [`--user-data-dir=${profile}`, ...args], {
    stdio: 'ignore',
    env: { PATH: process.env['PATH'], HOME: profile, ...(display === null ? {} : { DISPLAY: display }), ...env },
  });
  children.push(child);
  return { child, pid: child.pid ?? 0, profile };
}

/** Waits until the app has its profile to itself, which is after Node has started in it, and a second longer. */
async function settled({ child, profile }: Started): Promise<void> {
  const lock = (): boolean => lstatSync(join(profile, 'SingletonLock'), { throwIfNoEntry: false }) !== undefined;
  await until(async () => lock() || child.exitCode !== null);
  await wait(1_000);
  expect(child.exitCode, 'it is still running').toBeNull();
}

/** Whether a process listens for connections by TCP. */
function listens(pid: number): boolean {
  const sockets = readdirSync(`/proc/${String(pid)}/fd`).flatMap((fd) => {
    const target = readlinkIfThere(`/proc/${String(pid)}/fd/${fd}`);
    return /^socket:\[(?<inode>\d+)\]$/u.exec(target)?.groups?.['inode'] ?? [];
  });
  const listening = ['tcp', 'tcp6'].flatMap((name) =>
    readFileSync(`/proc/${String(pid)}/net/${name}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/u))
      .flatMap(([, , , state, , , , , , inode]) => (state === '0A' && inode !== undefined ? [inode] : [])),
  );
  return listening.some((inode) => sockets.includes(inode));
}

function readlinkIfThere(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return ''; // closed meanwhile
  }
}

/* Each door is also tried where it is open, or the check could not fail. */
describe.runIf(canRun)('doors', () => {
  const electron = runtime?.executable ?? '';

  test.concurrent('ELECTRON_RUN_AS_NODE makes no Node of it', async () => {
    const args = ['-e', 'process.exit(7)'];
    const open = spawn(startable(electron), args, { stdio: 'ignore', env: { ELECTRON_RUN_AS_NODE: '1' } });
    expect(await once(open, 'exit')).toEqual([7, null]);
    await settled(start(inject('packages').release, args, { ELECTRON_RUN_AS_NODE: '1' }));
  });

  test.concurrent('NODE_OPTIONS loads no script into it', async () => {
    const trace = join(folder, 'trace.cjs');
    writeFileSync(trace, `require('fs').writeFileSync(process.env.TRACE, '');`);
    const given = (name: string) => ({ NODE_OPTIONS: `--require=${trace}`, TRACE: join(folder, name) });
    start(electron, [], given('open'));
    await settled(start(inject('packages').release, [], given('shut')));
    await until(async () => existsSync(join(folder, 'open')));
    expect(existsSync(join(folder, 'shut'))).toBe(false);
  });

  test.concurrent.each(['--inspect=0', '--inspect-brk=0'])('%s opens no debugger', async (option) => {
    const open = start(inject('packages').endToEnd, [option]);
    const shut = start(inject('packages').release, [option]);
    await until(async () => listens(open.pid));
    await settled(shut);
    expect(listens(shut.pid)).toBe(false);
  });

  test.concurrent('SIGUSR1 opens no debugger', async () => {
    const open = start(inject('packages').endToEnd, []);
    const shut = start(inject('packages').release, []);
    await Promise.all([settled(open), settled(shut)]);
    open.child.kill('SIGUSR1');
    shut.child.kill('SIGUSR1');
    await until(async () => listens(open.pid));
    // Without Node's answer to it, the signal ends a program.
    await until(async () => shut.child.signalCode === 'SIGUSR1');
  });

  test.concurrent('an app laid beside the archive is not taken', async () => {
    // In place of app.asar, where Electron would look first for a folder.
    const copy = join(folder, 'altered');
    cpSync(dirname(inject('packages').release), copy, { recursive: true });
    const app = join(copy, 'resources', 'app');
    mkdirSync(app);
    writeFileSync(join(app, 'package.json'), '{"main":"index.js"}');
    writeFileSync(join(app, 'index.js'), `require('fs').writeFileSync(process.env.TRACE, ''); process.exit(7);`);
    const TRACE = join(folder, 'taken');
    await settled(start(join(copy, 'homing'), [], { TRACE }));
    expect(existsSync(TRACE)).toBe(false);
    rmSync(join(copy, 'resources', 'app.asar'));
    const { child } = start(join(copy, 'homing'), [], { TRACE });
    await once(child, 'exit');
    expect(existsSync(TRACE)).toBe(false);
  });
});
