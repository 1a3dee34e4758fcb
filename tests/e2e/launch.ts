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
  close(): Promise<void>;
}

/** Starts the built app with a profile of its own and waits for its first screen. */
export async function launchApp(colorScheme: 'light' | 'dark' = 'light'): Promise<RunningApp> {
  const profile = await mkdtemp(join(tmpdir(), 'homing-e2e-'));
  const { executable, args } = inject('app');
  const display = inject('display');
  const electron = await _electron.launch({
    executablePath: executable,
    args: [...args, `--user-data-dir=${profile}`],
    timeout: 30_000,
    env: { ...process.env, ...(display === null ? {} : { DISPLAY: display }) } as Record<string, string>,
    colorScheme,
  });
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
    async close() {
      await electron.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
