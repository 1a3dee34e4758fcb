import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newRoot, openToAll, stateOf, takePlace } from '../../scripts/setup/debian-folder.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';

const program = 'usr/sbin/server';

/** Lays out a system, with the server's program in it or without. */
function system(folder: string, mode: number, programMode: number | null = 0o755): string {
  mkdirSync(join(folder, 'etc'), { recursive: true });
  if (programMode !== null) {
    mkdirSync(dirname(join(folder, program)), { recursive: true });
    writeFileSync(join(folder, program), '', { mode: programMode });
  }
  chmodSync(folder, mode);
  return folder;
}

function modeOf(folder: string): number {
  return statSync(folder).mode & 0o777;
}

// On Windows files have no such modes.
describe.skipIf(process.platform === 'win32')('the small Debian of a server', () => {
  test.each([
    ['can be entered by everybody and has the program', 0o755, 0o755, 'whole'],
    ['may be entered by its owner alone, as mkdtemp makes it', 0o700, 0o755, 'closed'],
    ['may be read but not entered by others', 0o744, 0o755, 'closed'],
    ['has no program yet', 0o755, null, 'unfinished'],
    ['has a program that cannot be run', 0o755, 0o644, 'unfinished'],
  ] as const)('that %s is %s', (_what, mode, programMode, state) => {
    expect(stateOf(system(join(temporaryFolder('debian'), 'server'), mode, programMode), program)).toBe(state);
  });

  test('that is not there is unfinished', () => {
    expect(stateOf(join(temporaryFolder('debian'), 'none'), program)).toBe('unfinished');
  });

  test('begins as a folder that everybody may enter, whatever the umask', () => {
    const before = process.umask(0o077);
    try {
      expect(modeOf(newRoot(join(temporaryFolder('debian'), 'making-')))).toBe(0o755);
    } finally {
      process.umask(before);
    }
  });

  test('that an earlier version closed to others is whole once it is opened', () => {
    const folder = system(join(temporaryFolder('debian'), 'server'), 0o700);
    openToAll(folder);
    expect([modeOf(folder), stateOf(folder, program)]).toEqual([0o755, 'whole']);
  });

  test('takes the place of an unfinished one, of which nothing is left', () => {
    const top = temporaryFolder('debian');
    const old = system(join(top, 'server'), 0o700, null);
    writeFileSync(join(old, 'left'), '');
    takePlace(system(join(top, 'made'), 0o755), old, program);
    expect(stateOf(old, program)).toBe('whole');
    expect(existsSync(join(old, 'left'))).toBe(false);
    expect(readdirSync(top)).toEqual(['server']);
  });

  test('leaves one in its place that another checkout has made meanwhile', () => {
    const top = temporaryFolder('debian');
    const theirs = system(join(top, 'server'), 0o755);
    writeFileSync(join(theirs, 'in-use'), '');
    takePlace(system(join(top, 'made'), 0o755), theirs, program);
    expect(existsSync(join(theirs, 'in-use'))).toBe(true);
  });
});
