import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Installer } from 'electron-installer-debian';

/** Our package: what electron-installer-debian makes of an Electron app, with files of our own in place of its templates. */
export class HomingPackage extends Installer {
  /** @type {readonly import('./added-files.mjs').AddedFile[]} */
  #added;

  /**
   * @param {import('electron-installer-debian').DebianOptions} options
   * @param {readonly import('./added-files.mjs').AddedFile[]} added
   */
  constructor(options, added) {
    super(options);
    this.#added = added;
  }

  /** @override @returns {readonly string[]} */
  get contentFunctions() {
    return ['copyApplication', 'copyLinuxIcons', 'copyScripts', 'createControl', 'createOverrides'];
  }

  /** Everything is said by us: what the library would guess comes from the app's manifest. Its templates want a word on all. @override */
  async generateDefaults() {
    this.defaults = { revision: '', homepage: '', suggests: [], enhances: [], preDepends: [] };
    return this.defaults;
  }

  /** @override */
  async createContents() {
    await super.createContents();
    this.#lessenModes();
    for (const { path, content, mode = 0o644 } of this.#added) {
      const file = join(this.stagingDir, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content, { mode });
    }
    mkdirSync(join(this.stagingDir, 'usr', 'bin'));
    symlinkSync('../lib/homing/bin/homing', join(this.stagingDir, 'usr', 'bin', 'homing'));
    writeFileSync(join(this.stagingDir, 'DEBIAN', 'md5sums'), this.#sums());
  }

  /** Libraries are loaded, not run. */
  #lessenModes() {
    for (const entry of readdirSync(this.stagingAppDir, { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && /\.(?:node|so(?:\.\d+)*)$/u.test(entry.name))
        chmodSync(join(entry.parentPath, entry.name), 0o644);
    }
  }

  /** So that dpkg can tell whether a file is still what was installed. */
  #sums() {
    const root = join(this.stagingDir, 'usr');
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const lines = files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return `${createHash('md5').update(readFileSync(file)).digest('hex')}  ${relative(this.stagingDir, file)}\n`;
    });
    return lines.sort().join('');
  }

  /** Removes what was laid out. The library would only when this process ends by itself, which not every one does. */
  clearUp() {
    rmSync(dirname(this.stagingDir), { recursive: true });
  }

  /** @returns {string} the finished file */
  get file() {
    const [file] = this.options.packagePaths;
    if (file === undefined) throw new Error('electron-installer-debian left no package.');
    return file;
  }
}

/** How much room a folder takes, in KiB, as Debian counts: each file rounded up. @param {string} folder */
export function installedSize(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const sizes = entries.map((entry) =>
    entry.isFile() ? Math.ceil(statSync(join(entry.parentPath, entry.name)).size / 1024) : 1,
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
