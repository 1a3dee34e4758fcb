import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A Secret Service of its own on a bus of its own, with nobody at the screen. */
export interface SecretService {
  /** What a client needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** HOME of the service, where the keyring's files lie. */
  readonly folder: string;
  /** Locks the keyring, as a screen lock does. */
  lock(): void;
  /** Lets every question wait, as a person who is away does; `thaw` lets it answer again. */
  freeze(): void;
  thaw(): void;
  /** Ends the keyring and leaves the bus. */
  endKeyring(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * How a command is run for the service and its clients. Electron does not run as root, so tests that are root start it in a user
 * namespace where it is somebody else; the bus believes only who is the same in its eyes, so it lives in such a namespace too.
 */
export const asUser: readonly string[] = findNamespace();

function findNamespace(): readonly string[] {
  const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];
  const [unshare = '', ...args] = [...namespace, 'true'];
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [];
  return spawnSync(unshare, args).status === 0 ? namespace : [];
}

/**
 * Starts dbus-daemon and gnome-keyring-daemon with folders that are thrown away.
 * @param options locked: there is a keyring, and nobody who could type its password
 */
export async function startSecretService({ state }: { state: 'unlocked' | 'locked' }): Promise<SecretService> {
  const folder = await mkdtemp(join(tmpdir(), 'homing-keyring-'));
  const bus = `unix:path=${join(folder, 'bus')}`;
  const env = { ...process.env, ...(await makeFolders(folder)), DBUS_SESSION_BUS_ADDRESS: bus, LC_ALL: 'C' };
  const daemons: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    for (const daemon of daemons.reverse()) await end(daemon);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const dbus = start(['dbus-daemon', `--config-file=${await writeBusConfig(folder, bus)}`, '--print-address'], env);
    daemons.push(dbus);
    if (dbus.stdout) await once(dbus.stdout, 'data', { signal: AbortSignal.timeout(startMs) });
    const keyring = start(['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets'], env);
    daemons.push(keyring);
    keyring.stdin?.end(crypto.randomUUID());
    await untilServed(env);
    if (state === 'locked') lock(env);
    return {
      env: { DBUS_SESSION_BUS_ADDRESS: bus },
      folder,
      lock: () => lock(env),
      freeze: () => keyring.kill('SIGSTOP'),
      thaw: () => keyring.kill('SIGCONT'),
      endKeyring: () => end(keyring),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const startMs = 60_000;
const secrets = { name: 'org.freedesktop.secrets', path: '/org/freedesktop/secrets' };
const collection = `${secrets.path}/collection/login`;
const theBus = { name: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus' };

async function makeFolders(home: string): Promise<Record<string, string>> {
  const env: Record<string, string> = { HOME: home };
  for (const name of ['DATA_HOME', 'CONFIG_HOME', 'CACHE_HOME', 'RUNTIME_DIR']) {
    const folder = join(home, name.toLowerCase());
    await mkdir(folder, { mode: 0o700 });
    env[`XDG_${name}`] = folder;
  }
  return env;
}

/** A bus that starts nothing by itself: not the machine's own keyring, and no window that asks for a password. */
async function writeBusConfig(folder: string, address: string): Promise<string> {
  const file = join(folder, 'bus.conf');
  await writeFile(
    file,
    `<busconfig><type>session</type><listen>${address}</listen><auth>EXTERNAL</auth><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
  );
  return file;
}

function start(command: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const [program = 'false', ...args] = [
    ...asUser,
    ...command,
    ...(command[0] === 'dbus-daemon' ? ['--nofork', '--nopidfile'] : []),
  ];
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
  // Nothing of it outlives the tests, whatever ends them.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** @returns what was answered; empty when that was an error */
function ask(env: NodeJS.ProcessEnv, to: { name: string; path: string }, call: readonly string[]): string {
  const dbusSend = ['dbus-send', '--session', '--print-reply', `--dest=${to.name}`, to.path, ...call];
  const [program = '', ...args] = [...asUser, ...dbusSend];
  return spawnSync(program, args, { env, encoding: 'utf8' }).stdout;
}

function lock(env: NodeJS.ProcessEnv): void {
  const answer = ask(env, secrets, ['org.freedesktop.Secret.Service.Lock', `array:objpath:${collection}`]);
  if (!answer.includes(collection)) throw new Error('The keyring could not be locked');
}

/** Until the keyring answers to its name, and its collection is open. */
async function untilServed(env: NodeJS.ProcessEnv): Promise<void> {
  const isOwned = (): boolean =>
    ask(env, theBus, [`${theBus.name}.NameHasOwner`, `string:${secrets.name}`]).includes('true');
  const property = ['org.freedesktop.DBus.Properties.Get', 'string:org.freedesktop.Secret.Collection', 'string:Locked'];
  const isOpen = (): boolean => ask(env, { ...secrets, path: collection }, property).includes('false');
  for (const last = Date.now() + startMs; Date.now() < last; await sleep(50)) if (isOwned() && isOpen()) return;
  throw new Error('The keyring did not start');
}
