import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../setup/checkout.mjs';
import { SetUpError } from '../setup/run-command.mjs';
import { chooseLicences, licenceTexts } from './licences.mjs';

/**
 * A piece of others' work inside the app.
 * @typedef {object} ShippedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} licence an SPDX expression, or words where there is none
 * @property {readonly string[]} texts of the licence and of notices
 * @property {string | null} integrity of its npm package, as the lock file states it; null: no npm package
 */

/** What ships beside the bundle: native modules, what is compiled into them, and the table of countries. */
const besideBundle = ['better-sqlite3', 'keytar', 'node-addon-api', '@ip-location-db/geo-whois-asn-country-mmdb'].map(
  (name) => `node_modules/${name}`,
);

/**
 * Everything of others that is inside the app, by name. The bundler's own list says what is in the bundle, so it must have been built.
 * @returns {readonly ShippedPackage[]}
 * Throws a SetUpError where a package has no licence we may pass it on under, or no text of it.
 */
export function shippedPackages() {
  const folders = new Set([...['main', 'preload', 'renderer'].flatMap(bundled), ...besideBundle]);
  const all = [...[...folders].map(describe), sqlite()];
  const byName = new Map(all.map((shipped) => [`${shipped.name}@${shipped.version}`, shipped]));
  return [...byName.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, shipped]) => shipped);
}

/** @param {string} part of the bundle @returns {readonly string[]} */
function bundled(part) {
  const list = join(checkout, 'out', part, 'packages.json');
  if (!existsSync(list)) throw new SetUpError('The app has not been built: out/ holds no list of packages.');
  return /** @type {string[]} */ (JSON.parse(readFileSync(list, 'utf8')));
}

/** @typedef {{ name: string, version: string, license?: string, author?: string | { name: string } }} Manifest */

/** @param {string} path from the checkout's top @returns {ShippedPackage} */
function describe(path) {
  const folder = join(checkout, path);
  const {
    name,
    version,
    license,
    author = name,
  } = /** @type {Manifest} */ (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const licences = chooseLicences(license ?? '');
  if (!licences) {
    throw new SetUpError(
      `${name} ${version} is inside the app, under "${license ?? 'no licence'}", which scripts/package/licences.mjs does not allow.`,
    );
  }
  return {
    name,
    version,
    licence: licences.taken.join(' AND '),
    texts: licenceTexts({
      folder,
      name,
      author: typeof author === 'string' ? author : author.name,
      left: licences.left,
    }),
    integrity: integrityOf(path),
  };
}

/** @param {string} path */
function integrityOf(path) {
  const lock = /** @type {{ packages: Record<string, { integrity?: string }> }} */ (
    JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8'))
  );
  return lock.packages[path]?.integrity ?? null;
}

/** SQLite is compiled into better-sqlite3. @returns {ShippedPackage} */
function sqlite() {
  const header = readFileSync(join(checkout, 'node_modules', 'better-sqlite3', 'deps', 'sqlite3', 'sqlite3.h'), 'utf8');
  const version = /^#define SQLITE_VERSION\s+"(?<version>[\d.]+)"/mu.exec(header)?.groups?.['version'];
  if (!version) throw new SetUpError('better-sqlite3 no longer says which SQLite it brings: look at its deps folder.');
  return {
    name: 'SQLite',
    version,
    licence: 'Public domain',
    texts: ['The authors of SQLite have dedicated it to the public domain: https://www.sqlite.org/copyright.html'],
    integrity: null,
  };
}
