import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../setup/checkout.mjs';
import { mustRun } from '../setup/run-command.mjs';

/**
 * Copies the packed app for one kind of Linux package, with what only that kind needs.
 * @param {object} options
 * @param {string} options.unpacked the packed app, which stays as it is
 * @param {string} options.folder to make
 * @param {'deb' | 'rpm' | 'AppImage'} options.kind
 * @param {string | null} options.updateUrl where this kind looks for newer versions; null: nowhere
 * @returns {Promise<string>} the folder
 */
export async function appFolderFor({ unpacked, folder, kind, updateUrl }) {
  mkdirSync(join(folder, '..'), { recursive: true });
  await mustRun('cp', ['--archive', '--reflink=auto', unpacked, folder]);
  if (kind === 'AppImage') addAppImageFiles(folder);
  // electron-builder writes these for its own targets.
  if (kind === 'deb' && updateUrl !== null) {
    writeFileSync(join(folder, 'resources', 'package-type'), kind);
    writeFileSync(join(folder, 'resources', 'app-update.yml'), appUpdate(updateUrl));
  }
  return folder;
}

/** @param {string} url */
function appUpdate(url) {
  return `provider: generic\nurl: ${JSON.stringify(url)}\nupdaterCacheDirName: homing-updater\n`;
}

/**
 * electron-builder's own start script switches Chromium's sandbox off where the system has no user namespaces; ours says what to do
 * instead. It lies in the app's folder, which is copied over electron-builder's files.
 * @param {string} folder
 */
function addAppImageFiles(folder) {
  const linux = join(checkout, 'resources', 'linux');
  cpSync(join(linux, 'AppRun'), join(folder, 'AppRun'));
  const metainfo = join(folder, 'usr', 'share', 'metainfo');
  mkdirSync(metainfo, { recursive: true });
  // By this name AppImage's own tools look for it.
  cpSync(join(linux, 'org.homing.app.metainfo.xml'), join(metainfo, 'org.homing.app.appdata.xml'));
}
