import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lives } from '../support/process-tree.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Run {
  /** Where the cache folder is made. */
  readonly place: string;
  /** Resolves with what matches in its output. */
  says(pattern: RegExp): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  readonly code: Promise<number | null>;
}

function run(command: string): Run {
  const place = temporaryFolder('fresh-cache');
  const child = spawn(process.execPath, ['scripts/with-fresh-cache.mjs', 'sh', '-c', command], {
    env: { ...process.env, TMPDIR: place, XDG_CACHE_HOME: '/nowhere' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  const code = once(child, 'close').then(([ended]) => ended as number | null);
  return {
    place,
    async says(pattern) {
      await expect.poll(() => said, { timeout: 30_000 }).toMatch(pattern);
      return pattern.exec(said)?.[1] ?? '';
    },
    kill: (signal) => child.kill(signal),
    code,
  };
}

// It ends groups of processes, which Windows does not have.
describe.skipIf(process.platform === 'win32')('a command with a fresh cache', () => {
  test.each([0, 7])(
    'finds an empty folder, fills it, leaves nothing of it, and ends with its code: %i',
    async (code) => {
      const {
        place,
        says,
        code: ended,
      } = run(
        `echo "in [$XDG_CACHE_HOME]: $(ls -A "$XDG_CACHE_HOME" | wc -l)"; mkdir -p "$XDG_CACHE_HOME/a/b"; : >"$XDG_CACHE_HOME/a/b/c"; exit ${String(code)}`,
      );
      expect(await ended).toBe(code);
      const folder = await says(/^in \[(.*)\]: +0$/m);
      expect(folder.startsWith(`${place}/`)).toBe(true);
      expect(readdirSync(place)).toEqual([]);
    },
  );

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('leaves nothing when it is stopped by %s', async (signal) => {
    const { place, says, kill, code } = run('echo "$XDG_CACHE_HOME:"; sleep 600');
    const folder = await says(/^(.*):$/m);
    expect(existsSync(folder)).toBe(true);
    kill(signal);
    expect(await code).toBe(128 + { SIGTERM: 15, SIGINT: 2, SIGHUP: 1 }[signal]);
    expect(readdirSync(place)).toEqual([]);
  });

  test('leaves nobody behind who would write into it again', async () => {
    const { place, says, code } = run(
      `(trap '' TERM HUP; while :; do mkdir -p "$XDG_CACHE_HOME/again"; sleep 0.01; done) & echo "pid $!."`,
    );
    const pid = Number(await says(/pid (\d+)\./));
    expect(await code).toBe(0);
    await expect.poll(() => lives(pid), { timeout: 30_000 }).toBe(false);
    expect(readdirSync(place)).toEqual([]);
  });

  test('is what .ci/run makes of npm test: with its last line and its code', async () => {
    const [place, bin] = [temporaryFolder('fresh-cache'), temporaryFolder('bin')];
    // The tests cannot run themselves.
    const script = '#!/bin/sh\necho "$* in $(dirname "$XDG_CACHE_HOME")"\necho "3 passed, 1 failed"\nexit 1\n';
    writeFileSync(join(bin, 'npm'), script, { mode: 0o755 });
    const env = { ...process.env, TMPDIR: place, PATH: [bin, process.env['PATH']].join(delimiter) };
    const { status, stdout } = spawnSync(resolve('.ci/run'), { cwd: bin, env, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: `test in ${place}\n3 passed, 1 failed\n` });
    expect(readdirSync(place)).toEqual([]);
  });

  test('says of a command that is not there what a shell would', async () => {
    const place = temporaryFolder('fresh-cache');
    const env = { ...process.env, TMPDIR: place };
    const child = spawn(process.execPath, ['scripts/with-fresh-cache.mjs', '/nowhere/at/all'], {
      env,
      stdio: 'ignore',
    });
    expect(await once(child, 'close')).toEqual([127, null]);
    expect(readdirSync(place)).toEqual([]);
  });
});
