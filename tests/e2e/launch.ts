import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { inject } from 'vitest';

/** A running app with its window. */
export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** Every report of the content security policy, and every error of the page. */
  readonly complaints: readonly string[];
  /** Starts a second process with the same profile. @returns its exit code */
  startAgain(): Promise<number | null>;
  close(): Promise<void>;
}

/** Starts the built app with a profile of its own and waits for its first screen. */
export async function launchApp(colorScheme: 'light' | 'dark' = 'light'): Promise<RunningApp> {
  const profile = await mkdtemp(join(tmpdir(), 'homing-e2e-'));
  const { executable, args } = inject('app');
  const display = inject('display');
  const start = {
    executablePath: executable,
    args: [...args, `--user-data-dir=${profile}`],
    env: { ...process.env, ...(display === null ? {} : { DISPLAY: display }) } as Record<string, string>,
  };
  const electron = await _electron.launch({ ...start, timeout: 30_000, colorScheme });
  const complaints: string[] = [];
  const page = await electron.firstWindow();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.waitForSelector('h1');
  return {
    electron,
    page,
    complaints,
    async startAgain() {
      const second = spawn(start.executablePath, start.args, { env: start.env, stdio: 'ignore' });
      const [code] = (await once(second, 'exit')) as [number | null];
      return code;
    },
    async close() {
      await electron.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
