import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { canRunElectron } from '../../scripts/setup/app-folder.mjs';
import { fill, readEvents, runHoming, startHoming, startMove, type Move } from '../cli/homing.ts';
import { inTerminal } from '../cli/pseudo-terminal.ts';
import { slowDrip, stallAt } from '../support/faults-wire.ts';
import { layOutLauncher } from './support/launcher.ts';

const isRoot = process.getuid?.() === 0;
/** The same rights on files, but not root in the eyes of what it starts. */
const asSomebody = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];

/** Who starts it, and as what. */
const people: readonly { readonly who: string; readonly prefix: readonly string[] }[] = isRoot
  ? [
      { who: 'root', prefix: [] },
      { who: 'somebody', prefix: asSomebody },
    ]
  : [{ who: 'somebody', prefix: [] }];

let folder: string;
let launcher: string;

/** No display, no bus, and a home of its own. */
function surroundings(move: Pick<Move, 'environment'> = { environment: {} }): NodeJS.ProcessEnv {
  const nothing = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined, DBUS_SESSION_BUS_ADDRESS: undefined };
  const home = mkdtempSync(join(folder, 'home-'));
  mkdirSync(join(home, 'tmp'));
  return { ...nothing, HOME: home, TMPDIR: join(home, 'tmp'), ...move.environment };
}

/** Everything a program has left for its person. */
function leftIn({ HOME }: NodeJS.ProcessEnv): readonly string[] {
  return readdirSync(HOME ?? '', { recursive: true, encoding: 'utf8' }).filter((name) => name !== 'tmp');
}

const canRun = process.platform === 'linux' && canRunElectron();

const reason = canRun ? '' : ' (skipped: on Linux, with user namespaces)';

describe.runIf(canRun)(`the command line of the package${reason}`, { concurrent: true }, () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'homing-package-'));
    launcher = layOutLauncher(join(folder, 'app'), inject('packages').release);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe.each(people)('started by $who', ({ prefix }) => {
    const homing = (): readonly string[] => [...prefix, launcher];

    test('answers without a display, and says nothing else', async () => {
      const given = surroundings();
      const told = await runHoming(['--version'], given, homing());
      expect(told).toMatchObject({ code: 0, stderr: '' });
      expect(told.stdout).toMatch(/^homing \d+\.\d+\.\d+\n$/u);
      const help = await runHoming(['--help'], given, homing());
      expect(help).toMatchObject({ code: 0, stderr: '' });
      expect(help.stdout).toContain('homing run');
      expect(leftIn(given)).toEqual([]);
    });

    test('without arguments and without a display asks which command', async () => {
      const told = await runHoming([], surroundings(), homing());
      expect(told).toMatchObject({ code: 4, stdout: '' });
      expect(told.stderr).toMatch(/^Which command\?\n.*homing --help.*\n$/u);
    });

    test('moves mail, and leaves nothing but the journal and an empty lock', async () => {
      await using move = await startMove();
      const measured = join(move.folder, 'measured.json');
      const given = { ...surroundings(move), HOMING_MEASURE: measured };
      const run = await runHoming(['run', ...move.args, '--json'], given, homing());
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(readEvents(run.stdout).at(-1)).toMatchObject({ event: 'done', copied: 20, failed: 0, waiting: 0 });
      // Who listens to the end of the process is called.
      expect(existsSync(measured)).toBe(true);
      // And an empty file, by which no other process copies into the same mailbox at the same time.
      expect(
        leftIn(given).filter((path) => !/^\.local(\/state(\/homing(\/locks(\/[0-9a-f]{64}\.lock)?)?)?)?$/.test(path)),
      ).toEqual([]);
    });

    test('hands its exit code on', async () => {
      await using move = await startMove();
      const given = { ...surroundings(move), HOMING_FROM_PASSWORD: 'another' };
      expect(await runHoming(['run', ...move.args], given, homing())).toMatchObject({ code: 5 });
      expect(await runHoming(['fly', 'imaps://a@b'], surroundings(), homing())).toMatchObject({ code: 4 });
    });

    test('asks for passwords in a terminal, and does not show them', async () => {
      await using move = await startMove();
      const { source, destination } = move;
      const { code, shown } = await inTerminal(['run', ...move.args, '--json'], {
        environment: surroundings(),
        answers: [`${source.password}\r`, `${destination.password}\r`],
        command: homing(),
      });
      expect(code, shown).toBe(0);
      expect(shown).toContain('Password for old@example.org at 127.0.0.1: ');
      for (const { password } of [source, destination]) expect(shown).not.toContain(password);
    });

    test.each(['SIGINT', 'SIGTERM'] as const)('ends with 3 after %s, and the same command goes on', async (signal) => {
      await using move = await startMove({ script: slowDrip(16_000, 20) });
      fill(move.source, 'Many', 40, 20_000);
      const run = startHoming(['run', ...move.args, '--json'], surroundings(move), homing());
      await run.says('"stage":"copying"');
      const asked = performance.now();
      run.child.kill(signal);
      const { code, stdout } = await run.ended;
      expect(code).toBe(3);
      expect(performance.now() - asked).toBeLessThan(5000);
      expect(readEvents(stdout).at(-1)).toMatchObject({ event: 'done', end: 'stopped' });
      const again = await runHoming(['run', ...move.args, '--json'], surroundings(move), homing());
      expect(again.code).toBe(0);
      expect(readEvents(again.stdout).at(-1)).toMatchObject({ copied: 60, failed: 0, waiting: 0 });
    });
  });

  test('is not held by a server that keeps silent', async () => {
    await using move = await startMove({}, { script: stallAt({ command: 'APPEND' }) });
    const run = startHoming(['run', ...move.args, '--json'], surroundings(move), [launcher]);
    await run.says('"copying"');
    const asked = performance.now();
    run.child.kill('SIGTERM');
    expect(await run.ended).toMatchObject({ code: 3 });
    expect(performance.now() - asked).toBeLessThan(5000);
  });

  test('goes on when its reader goes away', async () => {
    await using move = await startMove();
    const child = spawn(launcher, ['run', ...move.args, '--json'], {
      env: { ...process.env, ...surroundings(move) },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    expect(move.destination.store.get('INBOX')?.messages).toHaveLength(12);
  });

  test('starts nothing of a window', async () => {
    await using move = await startMove({}, { script: stallAt({ command: 'APPEND' }) });
    const run = startHoming(['run', ...move.args, '--json'], surroundings(move), [launcher]);
    await run.says('"copying"');
    const kinds = processesBelow(run.child.pid ?? 0).map(
      (line) => /--type=(?<kind>[\w-]+)/u.exec(line)?.groups?.['kind'],
    );
    // What Chromium forks its processes from; it starts before any of our code.
    expect(new Set(kinds)).toEqual(new Set(['zygote']));
    run.child.kill('SIGKILL');
    await run.ended;
  });

  test.runIf(isRoot)('tells root what to do where the system gives no way to put its rights aside', () => {
    // In a namespace that may have no further ones inside.
    const forbidden = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$0" "$@"';
    const inside = ['--user', '--map-root-user', 'sh', '-c', forbidden, launcher, '--version'];
    const { status, stdout, stderr } = spawnSync('unshare', inside, {
      encoding: 'utf8',
      env: { ...process.env, ...surroundings() },
    });
    expect({ status, stdout }).toEqual({ status: 4, stdout: '' });
    expect(stderr).toContain('runuser -u NAME -- homing');
  });

  test.runIf(isRoot)('opens no window for root', () => {
    const given = { ...process.env, ...surroundings(), DISPLAY: ':0' };
    for (const args of [[], ['--window', '--lang=fr']]) {
      const { status, stderr } = spawnSync(launcher, args, { encoding: 'utf8', env: given });
      expect({ status, stderr }).toEqual({ status: 4, stderr: expect.stringContaining('no window for root') });
    }
  });
});

/** The command lines of all processes below one. */
function processesBelow(pid: number): readonly string[] {
  const children = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8').trim();
  return children.split(' ').flatMap((child) => {
    if (child === '') return [];
    const line = readFileSync(`/proc/${child}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return [line, ...processesBelow(Number(child))];
  });
}
