import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, rmSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { promisify } from 'node:util';
import type { AccountAddress } from '../../shared/model/account.ts';
import { makeTestCertificate } from './dovecot-certificate.ts';
import { dovecotConfig, mailOwner, type DovecotOptions, type DovecotPlace } from './dovecot-config.ts';

const run = promisify(execFile);

/** A real Dovecot of our own, on loopback, thrown away by `stop`. */
export interface Dovecot {
  readonly host: '127.0.0.1';
  /** TLS from the first byte. */
  readonly port: number;
  readonly starttlsPort: number;
  /** The authority to trust, as file and as text. */
  readonly caFile: string;
  readonly caPem: string;
  /** Every user name signs in with this one. */
  readonly password: string;
  readonly user: string;
  /** Address of an account; any name works and starts as an empty account. Default: `user`. */
  address(user?: string): AccountAddress;
  /** Home folder of a user, with `Maildir` or `mdbox` in it once the user has signed in. */
  mailFolder(user?: string): string;
  /** Everything this instance keeps on disk. */
  readonly folder: string;
  readonly logFile: string;
  /** Process id of the master. */
  readonly pid: number;
  doveadm(args: readonly string[]): Promise<{ stdout: string }>;
  stop(): Promise<void>;
}

function findDovecot(): string {
  for (const path of ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/usr/bin/dovecot']) {
    try {
      accessSync(path);
      return path;
    } catch {
      // Not here; the next place may have it.
    }
  }
  throw new Error('Dovecot is not installed. On Debian: apt-get install dovecot-imapd');
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

const startMs = 30_000;

/** Resolves when a TLS connection gets a greeting, or to false when the process ends first or takes too long. */
async function greets(port: number, child: ChildProcess): Promise<boolean> {
  for (const last = Date.now() + startMs; Date.now() < last;) {
    if (child.exitCode !== null || child.signalCode !== null) return false;
    const greeting = await new Promise<boolean>((resolve) => {
      // Only whether it speaks at all: nothing is said to it, and what connects later checks its certificate.
      const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false });
      socket.setTimeout(10_000, () => socket.destroy());
      socket.once('data', () => {
        resolve(true);
        socket.destroy();
      });
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
    });
    if (greeting) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}

/** The master is the first to be gone; its children may hold the port for some milliseconds more. */
async function portClosed(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const refused = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => socket.destroy());
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED'));
      socket.once('close', () => resolve(false));
    });
    if (refused) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const alive = new Map<ChildProcess, string>();

/** The master and all its processes at once: a graceful end takes Dovecot a second or more, and nothing here is kept. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

function endAll(): void {
  for (const [child, folder] of alive) {
    killGroup(child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  alive.clear();
}

function endWithUs(child: ChildProcess, folder: string): void {
  if (alive.size === 0) {
    process.once('exit', endAll);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        endAll();
        process.kill(process.pid, signal);
      });
    }
  }
  alive.set(child, folder);
}

function spawnMaster(program: string, configFile: string): ChildProcess {
  const command = [program, '-F', '-c', configFile];
  try {
    // Even a SIGKILL of the test process must not leave a server behind; the kernel sees to it.
    accessSync('/usr/bin/setpriv');
    command.unshift('/usr/bin/setpriv', '--pdeathsig', 'TERM');
  } catch {
    // Without setpriv the exit handlers do what they can.
  }
  return spawn(command[0] ?? program, command.slice(1), { stdio: 'ignore', detached: true });
}

async function end(child: ChildProcess, { folder, port }: DovecotPlace): Promise<void> {
  alive.delete(child);
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    killGroup(child);
    await gone;
    await portClosed(port);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

async function makePlace(): Promise<Omit<DovecotPlace, 'port' | 'starttlsPort'>> {
  // A short path: the names of UNIX sockets are limited to 107 bytes.
  const folder = await mkdtemp(join(tmpdir(), 'hd-'));
  await chmod(folder, 0o755);
  const users = join(folder, 'users');
  await mkdir(users);
  if (process.getuid?.() === 0) await chown(users, mailOwner().uid, mailOwner().gid);
  const certificate = await makeTestCertificate(folder);
  return { folder, certificate, password: randomBytes(9).toString('base64url') };
}

function describe(options: DovecotOptions, place: DovecotPlace, child: ChildProcess): Dovecot {
  const { folder, port, certificate } = place;
  const user = options.users?.[0] ?? 'mover@example.org';
  return {
    host: '127.0.0.1',
    port,
    starttlsPort: place.starttlsPort,
    caFile: certificate.caFile,
    caPem: certificate.caPem,
    password: place.password,
    user,
    address: (name = user) => ({ host: '127.0.0.1', port, security: 'tls', user: name }),
    mailFolder: (name = user) => join(folder, 'users', name),
    folder,
    logFile: join(folder, 'dovecot.log'),
    pid: child.pid ?? 0,
    doveadm: (args) => run('doveadm', ['-c', join(folder, 'dovecot.conf'), ...args], { maxBuffer: 64 << 20 }),
    stop: () => end(child, place),
  };
}

/**
 * Starts a Dovecot of its own on free ports of 127.0.0.1, with storage in a new temporary folder. Works as root and not,
 * beside a system Dovecot and beside others of ours. Throws when Dovecot is not installed or does not come up.
 */
export async function startDovecot(options: DovecotOptions): Promise<Dovecot> {
  const program = findDovecot();
  const folders = await makePlace();
  const configFile = join(folders.folder, 'dovecot.conf');
  // Between finding a free port and Dovecot's taking it, another test may have taken it: then once more.
  for (let attempt = 0; attempt < 5; attempt++) {
    const [port = 0, starttlsPort = 0] = await freePorts(2);
    const place = { ...folders, port, starttlsPort };
    await writeFile(configFile, dovecotConfig(options, place));
    const child = spawnMaster(program, configFile);
    endWithUs(child, folders.folder);
    if (await greets(port, child)) return describe(options, place, child);
    alive.delete(child);
    killGroup(child);
  }
  const log = await readFile(join(folders.folder, 'dovecot.log'), 'utf8').catch(() => 'no log');
  rmSync(folders.folder, { recursive: true, force: true });
  throw new Error(`Dovecot did not start:\n${log.slice(-4000)}`);
}
