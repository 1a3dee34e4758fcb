import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setUp } from './setup.mjs';
import { checkout } from './setup/checkout.mjs';
import { node24 } from './setup/npm-packages.mjs';
import { say, SetUpError } from './setup/run-command.mjs';

const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

try {
  process.exitCode = hasDisplay ? await openWindow() : await practiceInTerminal('No display');
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}

async function openWindow() {
  await setUp('window');
  // Loaded only now: they need npm's packages.
  const { assembleApp, buildApp, canRunElectron } = await import('./setup/app-folder.mjs');
  const { findElectronRuntime } = await import('./setup/electron-runtime.mjs');
  const runtime = findElectronRuntime();
  if (!runtime) throw new SetUpError('There is no Electron runtime.');
  if (!canRunElectron()) return practiceInTerminal('No window for root in this container');
  say('Building the app');
  await buildApp();
  const { executable, args } = assembleApp(runtime);
  say('Opening the window');
  return passThrough(executable, args);
}

/** @param {string} reason */
async function practiceInTerminal(reason) {
  await setUp('terminal');
  say(`${reason}: the practice move runs in the terminal`);
  return passThrough(node24, [join(checkout, 'main', 'cli.ts'), 'practice']);
}

/**
 * Hands over the terminal, and waits. Ctrl+C goes to both processes by itself; ours waits for the other's answer to it.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function passThrough(command, args) {
  process.on('SIGINT', () => undefined);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit' });
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
