import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { checkout } from '../setup/checkout.mjs';
import { fallbackSqlite } from '../setup/fallback-runtime.mjs';

/** Native modules ship as they are; everything else is inside out/. */
const native = /** @type {const} */ ({
  'better-sqlite3': ['package.json', 'LICENSE', 'lib'],
  keytar: ['package.json', 'LICENSE.md', 'lib'],
});

/**
 * Lays out what goes into the package: no file is in it by accident.
 * @param {object} options
 * @param {import('../setup/electron-runtime.mjs').ElectronRuntime} options.runtime
 * @param {string} options.app the folder to make
 * @param {string} options.version
 */
export function stageApp({ runtime, app, version }) {
  mkdirSync(app, { recursive: true });
  cpSync(join(checkout, 'out'), join(app, 'out'), { recursive: true });
  for (const [name, parts] of Object.entries(native)) {
    for (const part of parts) copyModulePart(app, name, part);
  }
  copyPrebuilds(app, 'keytar');
  if (runtime.kind === 'ordinary') copyPrebuilds(app, 'better-sqlite3');
  else {
    const built = join(app, 'node_modules', 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node');
    cpSync(fallbackSqlite(), built);
  }
  const { productName, description, license, author, type, main, dependencies } = manifest;
  writeFileSync(
    join(app, 'package.json'),
    `${JSON.stringify({
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
      dependencies: Object.fromEntries(
        Object.keys(native).map((name) => [name, dependencies[/** @type {keyof typeof native} */ (name)]]),
      ),
    })}\n`,
  );
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
