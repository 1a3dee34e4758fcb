import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { checkout } from '../setup/checkout.mjs';
import { findElectronRuntime } from '../setup/electron-runtime.mjs';
import { fallbackSqlite } from '../setup/fallback-runtime.mjs';
import { SetUpError } from '../setup/run-command.mjs';

/**
 * What people download, or the same with a door for the end-to-end tests (Playwright drives the main process through `--inspect`). The
 * latter is never published.
 * @typedef {'release' | 'end-to-end'} Flavour
 */

/** Native modules ship as they are; everything else is inside out/. */
const native = {
  'better-sqlite3': ['package.json', 'LICENSE', 'lib'],
  keytar: ['package.json', 'LICENSE.md', 'lib', 'prebuilds'],
};

/**
 * Packs what is built in out/ with electron-builder into a folder that holds everything the app needs, for this system.
 * @param {object} [options]
 * @param {Flavour} [options.flavour]
 * @param {string} [options.version] instead of the manifest's
 * @param {string} [options.output] a folder, which is emptied first
 * @returns {Promise<string>} the executable
 */
export async function packageApp({
  flavour = 'release',
  version = manifest.version,
  output = join(checkout, 'dist', flavour),
} = {}) {
  const runtime = findElectronRuntime();
  if (!runtime) throw new SetUpError('There is no Electron runtime: "npm test" brings one.');
  rmSync(output, { recursive: true, force: true });
  const app = stage(runtime, join(output, 'staged'), version);
  const { build, Platform } = await import('electron-builder');
  await build({
    targets: Platform.current().createTarget('dir'),
    projectDir: checkout,
    publish: 'never',
    config: {
      appId: 'org.homing.app',
      productName: 'Homing',
      directories: { app, output },
      electronDist: runtime.dist,
      electronVersion: runtime.version,
      npmRebuild: false,
      nodeGypRebuild: false,
      asar: true,
      asarUnpack: ['**/*.node'],
      linux: { executableName: 'homing', category: 'Network' },
    },
  });
  rmSync(app, { recursive: true });
  return join(output, ...executablePath());
}

/** Where electron-builder puts the executable on this system. */
function executablePath() {
  if (process.platform === 'win32') return ['win-unpacked', 'Homing.exe'];
  if (process.platform === 'darwin') return ['mac', 'Homing.app', 'Contents', 'MacOS', 'Homing'];
  return ['linux-unpacked', 'homing'];
}

/**
 * Lays out what goes into the package: no file is in it by accident.
 * @param {import('../setup/electron-runtime.mjs').ElectronRuntime} runtime
 * @param {string} app the folder to make
 * @param {string} version
 */
function stage(runtime, app, version) {
  mkdirSync(app, { recursive: true });
  cpSync(join(checkout, 'out'), join(app, 'out'), { recursive: true });
  for (const [name, parts] of Object.entries(native)) {
    const from = join(checkout, 'node_modules', name);
    for (const part of parts) cpSync(join(from, part), join(app, 'node_modules', name, part), { recursive: true });
  }
  const sqlite = join(app, 'node_modules', 'better-sqlite3');
  if (runtime.kind === 'fallback') cpSync(fallbackSqlite(), join(sqlite, 'build', 'Release', 'better_sqlite3.node'));
  else
    cpSync(join(checkout, 'node_modules', 'better-sqlite3', 'prebuilds'), join(sqlite, 'prebuilds'), {
      recursive: true,
    });
  const { dependencies, devDependencies: _unused, scripts: _other, ...rest } = manifest;
  const kept = { 'better-sqlite3': dependencies['better-sqlite3'], keytar: dependencies.keytar };
  writeFileSync(join(app, 'package.json'), `${JSON.stringify({ ...rest, version, dependencies: kept }, null, 2)}\n`);
  return app;
}
