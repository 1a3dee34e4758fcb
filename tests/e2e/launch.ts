import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { inject } from 'vitest';
import { ownDisplay } from './support/own-display.ts';

/** A running app with its window. */
export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** The folder of everything it keeps. */
  readonly profile: string;
  /** Every report of the content security policy, and every error of the page. */
  readonly complaints: readonly string[];
  /** Starts a second process with the same profile. @returns its exit code */
  startAgain(): Promise<number | null>;
  /** Ends it as a person would who has read the question: what is under way goes on later. */
  close(): Promise<void>;
  /** Ends it as a power cut would. The profile stays. */
  kill(): Promise<void>;
  /** Sends a signal, and waits for the end. @returns the exit code */
  signal(name: NodeJS.Signals): Promise<number | null>;
}

/** How to start the app. */
export interface LaunchOptions {
  readonly colorScheme?: 'light' | 'dark';
  /** Of the system, as `fr`. */
  readonly language?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** An existing folder to keep everything in, which is left there in the end. */
  readonly profile?: string;
}

/** A folder for {@link LaunchOptions.profile}. */
export function newProfile(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'homing-e2e-'));
}

/** Starts the built app, with a profile of its own unless one is given, and waits for its first screen. */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const { colorScheme = 'light', language = 'en-GB' } = options;
  const profile = options.profile ?? (await newProfile());
  const start = startOf(profile, language, options.env ?? {});
  // Without being told so, Playwright would switch the sandbox off.
  const electron = await _electron.launch({ ...start, timeout: 30_000, colorScheme, chromiumSandbox: true });
  // Asked for now: Playwright forgets it once it has ended.
  const child = electron.process();
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const complaints: string[] = [];
  const page = await electron.firstWindow();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.waitForSelector('h1');
  const signal = async (name: NodeJS.Signals): Promise<number | null> => {
    child.kill(name);
    return ended;
  };
  return {
    electron,
    page,
    profile,
    complaints,
    signal,
    async startAgain() {
      const second = spawn(start.executablePath, start.args, { env: start.env, stdio: 'ignore' });
      const [code] = (await once(second, 'exit')) as [number | null];
      return code;
    },
    async kill() {
      await signal('SIGKILL');
    },
    async close() {
      if (child.exitCode === null && child.signalCode === null) await quit(electron);
      await ended;
      if (options.profile === undefined) await rm(profile, { recursive: true, force: true });
    },
  };
}

function startOf(
  profile: string,
  language: string,
  env: Readonly<Record<string, string>>,
): { executablePath: string; args: string[]; env: Record<string, string> } {
  const { executable, args } = inject('app');
  const display = ownDisplay();
  const inherited = { ...process.env, ...(display === null ? {} : { DISPLAY: display }) } as Record<string, string>;
  return {
    executablePath: executable,
    args: [...args, `--user-data-dir=${profile}`, `--lang=${language}`],
    env: { ...inherited, ...env },
  };
}

/** Nobody is there to answer a dialog: it is answered with its second button, "Quit and continue later". */
async function quit(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
  });
  await electron.close();
}
