import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';

/** How the app is started: the built one, or the packaged one. */
export interface AppCommand {
  readonly executable: string;
  readonly args: readonly string[];
  /** X display to open windows on; null where the system has one of its own. */
  readonly display: string | null;
  /** Packed: it trusts the authorities this computer trusts, and takes none from its surroundings. */
  readonly isSealed?: boolean;
}

/** What one start of the app is given. */
export interface OpenOptions {
  readonly command: AppCommand;
  /** Everything the app writes lies below: its profile, its HOME, its temporary files. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Of the system. */
  readonly language?: 'en' | 'fr';
}

/** A running app. */
export interface Homing {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly pid: number;
  /** Whether a person must vouch for the servers of these tests. */
  readonly vouches: boolean;
  /** Every report of the content security policy, and every error of the page. */
  readonly complaints: readonly string[];
  /** SIGKILL, as a power cut is for the app. */
  kill(): Promise<void>;
  /** SIGTERM, as the end of a session: it stops in order, and asks nothing. */
  quit(): Promise<void>;
}

/** The folder the app keeps its own files in. */
export function profileOf(folder: string): string {
  return join(folder, 'profile');
}

/** Starts the app, for the first time or again, and waits for its first screen. */
export async function openHoming({ command, folder, env, language = 'en' }: OpenOptions): Promise<Homing> {
  const electron = await _electron.launch({
    executablePath: command.executable,
    args: [...command.args, `--user-data-dir=${profileOf(folder)}`, `--lang=${language}`],
    env: { ...(await surroundings(folder)), ...(command.display === null ? {} : { DISPLAY: command.display }), ...env },
    timeout: 30_000,
    colorScheme: 'light',
    // Without being told so, Playwright would switch the sandbox off.
    chromiumSandbox: true,
  });
  const page = await electron.firstWindow();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.getByRole('heading', { level: 1 }).waitFor();
  const child = electron.process();
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    electron,
    page,
    pid: child.pid ?? 0,
    vouches: command.isSealed ?? false,
    complaints,
    kill: () => end('SIGKILL'),
    quit: () => end('SIGTERM'),
  };
}

/** Of our environment only what a program needs, and a HOME of its own: nothing of this machine's user is read or written. */
async function surroundings(folder: string): Promise<Record<string, string>> {
  const home = join(folder, 'home');
  const temporary = join(folder, 'tmp');
  for (const made of [home, temporary]) await mkdir(made, { recursive: true });
  const kept = ['PATH', 'DISPLAY', 'WAYLAND_DISPLAY', 'XDG_RUNTIME_DIR', 'SystemRoot'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), HOME: home, TMPDIR: temporary };
}
