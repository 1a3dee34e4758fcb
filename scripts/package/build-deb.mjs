import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checkout } from '../setup/checkout.mjs';
import { addedFiles } from './deb/added-files.mjs';
import { depends, description, longDescription, recommends } from './deb/control.mjs';
import { HomingPackage, installedSize } from './deb/homing-package.mjs';

/**
 * @typedef {object} DebOptions
 * @property {string} unpacked the packed app
 * @property {string} output folder for the package
 * @property {string} version
 * @property {string} arch in Debian's words: amd64, arm64
 * @property {'xz' | 'none'} [compression] none: ten times as fast, four times as large
 */

/**
 * Makes the .deb of the packed app.
 * @param {DebOptions} options
 * @returns {Promise<string>} its path
 */
export async function buildDeb({ unpacked, output, version, arch, compression = 'xz' }) {
  const { transformVersion } = await import('electron-installer-debian');
  const debianVersion = transformVersion(version);
  const date = new Date(Number(process.env['SOURCE_DATE_EPOCH'] ?? Date.now() / 1000) * 1000);
  const options = {
    name: 'homing',
    version: debianVersion,
    arch,
    compression,
    section: 'mail',
    priority: 'optional',
    size: installedSize(unpacked),
    maintainer: 'The Homing authors',
    description,
    productDescription: longDescription,
    depends,
    recommends,
    icon: icons(),
    scripts: Object.fromEntries(
      ['postinst', 'prerm', 'postrm'].map((name) => [name, join(checkout, 'resources', 'linux', 'deb', name)]),
    ),
    lintianOverrides: overrides,
  };
  const given = {
    src: unpacked,
    dest: output,
    rename: (/** @type {string} */ folder) => join(folder, `homing_${version}_${arch}.deb`),
    logger: () => undefined,
    options,
  };
  const made = new HomingPackage(given, addedFiles(debianVersion, date));
  await made.generateDefaults();
  made.generateOptions();
  await made.createStagingDir();
  try {
    await made.createContents();
    await made.createPackage();
    await made.movePackage();
  } finally {
    made.clearUp();
  }
  return made.file;
}

/** What Electron is like, and lintian would not be. */
const overrides = [
  'embedded-library',
  'unstripped-binary-or-object',
  'elevated-privileges 4755 root/root [usr/lib/homing/chrome-sandbox]',
];

/** By their size, as `48x48`; there is no folder for larger ones. @returns {Record<string, string>} */
function icons() {
  const folder = join(checkout, 'resources', 'icons', 'app');
  const names = readdirSync(folder).filter((name) => Number.parseInt(name, 10) <= 512);
  const drawn = /** @type {[string, string][]} */ (names.map((name) => [basename(name, '.png'), join(folder, name)]));
  return { ...Object.fromEntries(drawn), scalable: join(checkout, 'resources', 'icons', 'app.svg') };
}
