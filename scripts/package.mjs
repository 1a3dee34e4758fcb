import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../package.json' with { type: 'json' };
import { buildApp } from './setup/app-folder.mjs';
import { checkout } from './setup/checkout.mjs';
import { findElectronRuntime } from './setup/electron-runtime.mjs';
import { fallbackSqlite } from './setup/fallback-runtime.mjs';
import { say } from './setup/run-command.mjs';

/** Native modules ship as they are; everything else is inside out/. */
const native = {
  'better-sqlite3': ['package.json', 'LICENSE', 'lib'],
  keytar: ['package.json', 'LICENSE.md', 'lib', 'prebuilds'],
};

/**
 * Packs the app with electron-builder into a folder that holds everything it needs, for this system.
 * @returns {Promise<string>} the executable
 */
export async function packageApp() {
  const runtime = findElectronRuntime();
  if (!runtime) throw new Error('There is no Electron runtime: "npm test" brings one.');
  await buildApp();
  const app = stage(runtime);
  const output = join(checkout, 'dist', 'packaged');
  rmSync(output, { recursive: true, force: true });
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
  const folder =
    process.platform === 'linux' ? 'linux-unpacked' : process.platform === 'win32' ? 'win-unpacked' : 'mac';
  const executable =
    process.platform === 'win32'
      ? 'Homing.exe'
      : process.platform === 'darwin'
        ? 'Homing.app/Contents/MacOS/Homing'
        : 'homing';
  return join(output, folder, executable);
}

/**
 * Lays out what goes into the package: no file is in it by accident.
 * @param {import('./setup/electron-runtime.mjs').ElectronRuntime} runtime
 */
function stage(runtime) {
  const app = join(checkout, 'dist', 'staged');
  rmSync(app, { recursive: true, force: true });
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
  writeFileSync(join(app, 'package.json'), `${JSON.stringify({ ...rest, dependencies: kept }, null, 2)}\n`);
  return app;
}

if (process.argv[1] === import.meta.filename) say(`Packaged: ${await packageApp()}`);
