import { spawn, type ChildProcess } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { assembleApp, buildApp } from '../../scripts/setup/app-folder.mjs';
import { findElectronRuntime } from '../../scripts/setup/electron-runtime.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** How the built app is started. */
    app: { readonly executable: string; readonly args: readonly string[] };
    /** X display to open windows on; null where the system has one of its own. */
    display: string | null;
    /** One for each worker. */
    displays: readonly string[];
  }
}

const needsDisplay = process.platform === 'linux' && !process.env['DISPLAY'];

/** Builds the app once for all tests of the window, and gives each worker a display where there is none. */
export default async function setup(project: TestProject): Promise<() => void> {
  const runtime = findElectronRuntime();
  if (!runtime) throw new Error('There is no Electron runtime: "npm test" brings one.');
  await buildApp();
  project.provide('app', assembleApp(runtime));
  const workers = needsDisplay ? project.config.maxWorkers : 0;
  const screens = await Promise.all(Array.from({ length: workers }, () => startXvfb()));
  project.provide(
    'displays',
    screens.map(({ display }) => display),
  );
  return () => screens.forEach(({ process: xvfb }) => xvfb.kill());
}

/** Xvfb chooses a free display and writes its number to the descriptor it is given. */
export function startXvfb(): Promise<{ process: ChildProcess; display: string }> {
  const xvfb = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Promise((resolve, reject) => {
    xvfb.on('error', reject);
    xvfb.on('exit', (code) => reject(new Error(`Xvfb ended with code ${String(code)}`)));
    xvfb.stdout.once('data', (number: Buffer) => resolve({ process: xvfb, display: `:${number.toString().trim()}` }));
  });
}
