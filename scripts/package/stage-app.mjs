import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { checkout } from '../setup/checkout.mjs';
import { fallbackSqlite } from '../setup/fallback-runtime.mjs';
import { noticesText } from './notices.mjs';
import { shippedPackages } from './shipped-packages.mjs';

/** Native modules ship as they are; everything else is inside out/. */
const native = /** @type {const} */ ({
  'better-sqlite3': ['LICENSE', 'lib'],
  keytar: ['LICENSE.md', 'lib'],
});

/**
 * @typedef {object} Staged
 * @property {string} app what goes into the archive
 * @property {string} beside what lies beside the executable
 */

/**
 * Lays out what goes into the package: no file is in it by accident.
 * @param {object} options
 * @param {import('../setup/electron-runtime.mjs').ElectronRuntime} options.runtime
 * @param {string} options.folder to make
 * @param {string} options.version
 * @returns {Staged}
 */
export function stageApp({ runtime, folder, version }) {
  const staged = { app: join(folder, 'app'), beside: join(folder, 'beside') };
  mkdirSync(staged.app, { recursive: true });
  mkdirSync(staged.beside, { recursive: true });
  stageArchive(staged.app, runtime, version);
  // Windows opens a file by its ending.
  const ending = process.platform === 'win32' ? '.txt' : '';
  cpSync(join(checkout, 'LICENSE'), join(staged.beside, `LICENSE${ending}`));
  writeFileSync(join(staged.beside, `THIRD-PARTY-NOTICES${ending}`), noticesText(shippedPackages(), runtime.version));
  return staged;
}

/**
 * @param {string} app
 * @param {import('../setup/electron-runtime.mjs').ElectronRuntime} runtime
 * @param {string} version
 */
function stageArchive(app, runtime, version) {
  cpSync(join(checkout, 'out'), join(app, 'out'), {
    recursive: true,
    // The bundler's lists of packages.
    filter: (file) => basename(file) !== 'packages.json',
  });
  for (const [name, parts] of Object.entries(native)) {
    for (const part of parts) copyModulePart(app, name, part);
    writeFileSync(join(app, 'node_modules', name, 'package.json'), moduleManifest(name));
  }
  copyPrebuilds(app, 'keytar');
  if (runtime.kind === 'ordinary') copyPrebuilds(app, 'better-sqlite3');
  else {
    const built = join(app, 'node_modules', 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node');
    cpSync(fallbackSqlite(), built);
  }
  writeFileSync(join(app, 'package.json'), `${JSON.stringify(appManifest(version))}\n`);
}

/** The part of package.json that the app itself or electron-builder reads. @param {string} version */
function appManifest(version) {
  const { productName, description, license, author, type, main, dependencies } = manifest;
  const modules = /** @type {(keyof typeof native)[]} */ (Object.keys(native));
  return {
    name: manifest.name,
    productName,
    version,
    description,
    license,
    author,
    type,
    main,
    // By this name a Linux desktop knows which windows belong to which entry of its menu.
    desktopName: 'org.homing.app.desktop',
    dependencies: Object.fromEntries(modules.map((name) => [name, dependencies[name]])),
  };
}

/** What Node reads of a module's manifest, and its licence: what it is built of is not packed. @param {string} name */
function moduleManifest(name) {
  const whole = /** @type {Record<string, unknown>} */ (
    JSON.parse(readFileSync(join(checkout, 'node_modules', name, 'package.json'), 'utf8'))
  );
  const kept = ['name', 'version', 'license', 'main', 'exports', 'type'].filter((key) => key in whole);
  return `${JSON.stringify(Object.fromEntries(kept.map((key) => [key, whole[key]])))}\n`;
}

/**
 * The binaries for this system; which processor's go along is known when one is packed for.
 * @param {string} app
 * @param {string} name
 */
function copyPrebuilds(app, name) {
  for (const entry of readdirSync(join(checkout, 'node_modules', name, 'prebuilds'))) {
    if (entry.startsWith(`${process.platform}-`)) copyModulePart(app, name, join('prebuilds', entry));
  }
}

/**
 * @param {string} app
 * @param {string} name
 * @param {string} part
 */
function copyModulePart(app, name, part) {
  cpSync(join(checkout, 'node_modules', name, part), join(app, 'node_modules', name, part), { recursive: true });
}
