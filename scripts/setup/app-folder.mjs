import { randomUUID } from 'node:crypto';
import { cpSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkout } from './checkout.mjs';
import { fallbackSqlite } from './fallback-runtime.mjs';
import { node24 } from './npm-packages.mjs';
import { mustRun, outputOf } from './run-command.mjs';

/** Builds main, preload and page into out/. */
export async function buildApp() {
  const electronVite = join(checkout, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  await mustRun(node24, [electronVite, 'build', '--config', 'electron.config.ts', '--logLevel', 'warn'], {
    cwd: checkout,
  });
}

/**
 * How to start the built app on a runtime.
 * @param {import('./electron-runtime.mjs').ElectronRuntime} runtime
 * @returns {{ executable: string, args: string[] }}
 */
export function assembleApp(runtime) {
  const isFallback = runtime.kind === 'fallback';
  const executable = isFallback ? assembleFallback(runtime) : runtime.executable;
  return { executable: startable(executable), args: isFallback ? [] : [checkout] };
}

/** Whether Electron can run here: for root it takes a user namespace, which some containers refuse. */
export function canRunElectron() {
  return !isRoot || outputOf(unshare[0], [...unshare.slice(1), 'true']) !== null;
}

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
const unshare = /** @type {const} */ (['unshare', '--user', '--map-user=1000', '--map-group=1000']);

/**
 * What to start in place of an app's executable. Chromium's sandbox refuses root, and Homing does not run without it. In a user namespace
 * of its own the app is not root, so the sandbox works as for everybody else.
 * @param {string} executable
 * @returns {string} itself, or for root a script that takes the same arguments
 */
export function startable(executable) {
  if (!isRoot) return executable;
  const name = relative(checkout, executable).replaceAll(/[^a-z0-9]+/giu, '-');
  const script = join(checkout, 'dist', `${name}-as-user.sh`);
  mkdirSync(join(checkout, 'dist'), { recursive: true });
  const text = `#!/bin/sh\nexec ${unshare.join(' ')} '${executable.replaceAll("'", `'\\''`)}' "$@"\n`;
  // Under another name first: who starts it meanwhile must not find it empty.
  const written = `${script}.${randomUUID()}`;
  writeFileSync(written, text, { mode: 0o755 });
  renameSync(written, script);
  return script;
}

/**
 * The fallback runtime takes no app path: the app must lie in its resources/app. So a folder is made in dist/ with a link to
 * each of the runtime's files and with the app, whose better-sqlite3 is the one built for that runtime.
 * @param {import('./electron-runtime.mjs').ElectronRuntime} runtime
 * @returns {string} the executable
 */
function assembleFallback(runtime) {
  const folder = join(checkout, 'dist', `electron-${runtime.version}`);
  rmSync(folder, { recursive: true, force: true });
  const app = join(folder, 'resources', 'app');
  mkdirSync(join(app, 'node_modules'), { recursive: true });
  const executable = join(folder, 'electron');
  for (const name of readdirSync(runtime.dist)) {
    if (name !== 'resources' && name !== 'electron') symlinkSync(join(runtime.dist, name), join(folder, name));
  }
  // Not a symbolic link: Electron finds its resources beside the executable's real path.
  linkOrCopy(runtime.executable, executable);
  for (const name of ['package.json', 'out']) cpSync(join(checkout, name), join(app, name), { recursive: true });
  const modules = join(checkout, 'node_modules');
  symlinkSync(join(modules, 'keytar'), join(app, 'node_modules', 'keytar'));
  const sqlite = join(app, 'node_modules', 'better-sqlite3');
  for (const name of ['package.json', 'lib'])
    cpSync(join(modules, 'better-sqlite3', name), join(sqlite, name), { recursive: true });
  cpSync(fallbackSqlite(), join(sqlite, 'build', 'Release', 'better_sqlite3.node'));
  return executable;
}

/**
 * @param {string} from
 * @param {string} to
 */
function linkOrCopy(from, to) {
  try {
    linkSync(from, to);
  } catch {
    cpSync(from, to); // another file system
  }
}
