import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Starter } from './installed-window.ts';

/** Somebody without any rights but on a home of their own. */
export interface Person extends Starter {
  readonly home: string;
  remove(): void;
}

/** Makes an ordinary user of this system. @param folder where the home goes; others must be able to enter it */
export function makePerson(folder: string, display: string | null): Person {
  const name = `homing-test-${String(process.pid)}`;
  const home = join(folder, 'person');
  execFileSync('useradd', ['--create-home', '--home-dir', home, '--shell', '/bin/sh', name]);
  return {
    home,
    // Becomes that user and nothing else: no session, no shell in between.
    prefix: ['setpriv', `--reuid=${name}`, `--regid=${name}`, '--clear-groups'],
    env: surroundings(home, display),
    remove: () => {
      execFileSync('userdel', ['--force', name], { stdio: 'ignore' });
    },
  };
}

/** A user namespace, in which root is somebody: for who must share a keychain with the tests. */
export function inNamespace(folder: string, display: string | null, more: Readonly<Record<string, string>>): Starter {
  const home = join(folder, 'home');
  mkdirSync(home);
  const prefix = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];
  return { prefix, env: { ...surroundings(home, display), ...more } };
}

function surroundings(home: string, display: string | null): Record<string, string> {
  const shown = display ?? process.env['DISPLAY'] ?? '';
  return { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home, LANG: 'C.UTF-8', DISPLAY: shown };
}
