import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canRunServer, serverFolder } from '../../../scripts/setup/server-folders.mjs';

/** A server at work in a Debian of its own, with a folder for what it keeps. */
export interface FolderProcess {
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** What starts in such a Debian. */
export interface FolderStart {
  readonly server: 'cyrus' | 'courier';
  /** The folder from {@link makePlace}, `/srv` inside. */
  readonly place: string;
  /** Shell commands outside, once everything is mounted; `$ROOT` is the Debian and `$PLACE` the place. */
  readonly mounts?: string;
  /** Shell commands inside, as root; the last one becomes the server. */
  readonly script: string;
}

/** Throws when set-up could not make the server's Debian, so that its tests never pass by doing nothing. */
export function requireFolder(server: 'cyrus' | 'courier'): void {
  if (canRunServer(server)) return;
  throw new Error(`${server} is not here: "npm test" as root makes its folder, where there is debootstrap`);
}

/** A new temporary folder that everybody may read. */
export async function makePlace(): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'hs-'));
  await chmod(place, 0o755);
  return place;
}

/**
 * A port of 127.0.0.1 that nobody uses. It lies below those that the system gives to whoever asks for any: between now and its use, no
 * other test gets it by chance.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 30_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    await new Promise((resolve) => server.close(resolve));
    if (isFree) return port;
  }
}

/**
 * Starts a server by chroot, in namespaces of its own: its mounts are seen by nobody else, and when its first process is killed, by us
 * or by the end of this process, all others and the mounts are gone too. The Debian itself is only read.
 */
export async function startInFolder({ server, place, mounts = '', script }: FolderStart): Promise<FolderProcess> {
  await writeFile(join(place, 'start'), `set -e\n${script}\n`);
  // The shell stays the first process: a server that stops being root would forget that it is to die with us.
  const outside = `set -e
mount --bind "$PLACE" "$ROOT/srv"
mount --rbind /dev "$ROOT/dev"
mount -t proc proc "$ROOT/proc"
mount -t tmpfs tmpfs "$ROOT/run"
mount -t tmpfs tmpfs "$ROOT/tmp"
${mounts}
chroot "$ROOT" /bin/sh /srv/start >"$PLACE/log" 2>&1
exit $?`;
  const alone = ['--mount', '--pid', '--fork', '--kill-child=SIGKILL'];
  const child = spawn('/usr/bin/setpriv', ['--pdeathsig', 'KILL', 'unshare', ...alone, 'sh', '-c', outside], {
    env: {
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      ROOT: serverFolder(server),
      PLACE: place,
    },
    stdio: 'ignore',
  });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    child,
    async stop() {
      child.kill('SIGKILL');
      await gone;
      rmSync(place, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
}

const startMs = 60_000;

/** Waits until `ready` says so; throws with what the server printed when it ended or took too long. */
export async function untilReady(
  { child, stop }: FolderProcess,
  place: string,
  ready: () => Promise<boolean>,
): Promise<void> {
  for (const end = Date.now() + startMs; Date.now() < end && child.exitCode === null && child.signalCode === null;) {
    if (await ready()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const log = await readFile(join(place, 'log'), 'utf8').catch(() => 'no log');
  await stop();
  throw new Error(`The server did not start:\n${log.slice(-4000)}`);
}
