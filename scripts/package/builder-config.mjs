import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkout } from '../setup/checkout.mjs';
import { fusesOf } from './fuses.mjs';

/** @typedef {import('electron-builder').Configuration} Configuration */

/**
 * Everything electron-builder is told, for each system: what is packed by hand, in tests and for a release comes from here.
 * @param {object} options
 * @param {import('./package-app.mjs').Flavour} options.flavour
 * @param {import('../setup/electron-runtime.mjs').ElectronRuntime} options.runtime
 * @param {import('./stage-app.mjs').Staged} options.staged
 * @param {string} options.output
 * @param {import('./signing.mjs').Signing} options.signing
 * @param {boolean} [options.otherProcessors] whether to pack for other processors than this machine's too: Electron is then downloaded
 * @param {string | null} [options.updateUrl] where the app looks for newer versions; null: nowhere
 * @returns {Configuration}
 */
export function builderConfig({
  flavour,
  runtime,
  staged,
  output,
  signing,
  otherProcessors = false,
  updateUrl = null,
}) {
  return {
    appId: 'org.homing.app',
    productName: 'Homing',
    copyright: 'The Homing authors, MIT licence',
    directories: { app: staged.app, output, buildResources: join(checkout, 'resources') },
    electronVersion: runtime.version,
    ...(otherProcessors ? {} : { electronDist: runtime.dist }),
    electronFuses: fusesOf(flavour),
    // The languages of the window; Chromium's own texts in it are few.
    electronLanguages: ['en', 'fr'],
    npmRebuild: false,
    nodeGypRebuild: false,
    // Binaries only: scripts stay inside the archive, whose integrity is checked.
    asar: { smartUnpack: false },
    asarUnpack: ['**/*.node'],
    // A native module's binary for each processor is in the app's folder: only the one that is packed for goes along.
    files: [
      '!node_modules/better-sqlite3/lib/{darwin,linux,linuxmusl,win32}-*.js',
      '!node_modules/better-sqlite3/prebuilds/!(${platform}-${arch}.node)',
      '!node_modules/keytar/prebuilds/!(${platform}-${arch}){,/**}',
    ],
    // Our licence, and the notices of what is inside. On macOS nothing may lie outside of the resources.
    [process.platform === 'darwin' ? 'extraResources' : 'extraFiles']: [{ from: staged.beside, to: '.' }],
    // What is not ours to write: the app has no types of files and no addresses of its own.
    fileAssociations: [],
    protocols: [],
    artifactName: 'homing-${version}-${os}-${arch}.${ext}',
    forceCodeSigning: signing.windows !== null || signing.mac !== null,
    publish: updateUrl === null ? null : { provider: 'generic', url: updateUrl },
    afterPack: removeDefaultApp,
    ...windows(signing),
    ...mac(signing),
    ...linux(),
  };
}

/** @param {import('./signing.mjs').Signing} signing @returns {Configuration} */
function windows(signing) {
  return {
    win: {
      target: [{ target: 'nsis', arch: ['x64', 'arm64'] }],
      icon: join(checkout, 'resources', 'icons', 'app.ico'),
      requestedExecutionLevel: 'asInvoker',
      ...(signing.windows ? { signtoolOptions: { publisherName: signing.windows.publisherName } } : {}),
    },
    nsis: {
      // Nothing to choose and no administrator: it lies with the person, and opens.
      oneClick: true,
      perMachine: false,
      // The journal of a move outlives the program.
      deleteAppDataOnUninstall: false,
      // One file for each processor, half as large as one for both.
      buildUniversalInstaller: false,
      // Updates are whole files: their signature is checked, and there is one way for them to arrive.
      differentialPackage: false,
      installerLanguages: ['en_US', 'fr_FR'],
    },
  };
}

/** @param {import('./signing.mjs').Signing} signing @returns {Configuration} */
function mac(signing) {
  const entitlements = join(checkout, 'resources', 'entitlements.mac.plist');
  return {
    mac: {
      // Not universal: that doubles what everybody fetches.
      target: ['dmg', 'zip'].map((target) => ({ target, arch: ['x64', 'arm64'] })),
      category: 'public.app-category.utilities',
      icon: join(checkout, 'resources', 'icons', 'app.icns'),
      hardenedRuntime: true,
      gatekeeperAssess: false,
      entitlements,
      entitlementsInherit: entitlements,
      notarize: signing.mac?.notarize ?? false,
      ...(signing.mac ? {} : { identity: null }),
    },
    dmg: { writeUpdateInfo: false },
  };
}

/** @returns {Configuration} */
function linux() {
  const entry = desktopEntry();
  return {
    linux: {
      // The .deb is made by build-deb.mjs.
      target: ['AppImage', 'rpm'],
      executableName: 'homing',
      icon: join(checkout, 'resources', 'icons', 'app'),
      maintainer: 'The Homing authors',
      vendor: 'The Homing authors',
      synopsis: entry.Comment,
      description: entry.Comment,
      category: entry.Categories,
      extraFiles: [{ from: join(checkout, 'resources', 'linux', 'homing'), to: 'bin/homing' }],
      syncDesktopName: true,
      desktop: { entry: without(entry, ['Exec', 'Categories', 'Comment']) },
    },
    // The newer tools: nothing to install before an AppImage starts.
    toolsets: { appimage: '1.0.3' },
    rpm: {
      packageCategory: 'Applications/Internet',
      afterInstall: join(checkout, 'resources', 'linux', 'rpm', 'after-install.sh'),
      afterRemove: join(checkout, 'resources', 'linux', 'rpm', 'after-remove.sh'),
      fpm: Object.entries(besideInLinux()).map(([to, from]) => `${from}=${to}`),
    },
  };
}

/** Files of an rpm outside of the app's folder: where they go, and where they are. @returns {Record<string, string>} */
function besideInLinux() {
  const folder = join(checkout, 'resources', 'linux');
  return {
    '/usr/share/metainfo/org.homing.app.metainfo.xml': join(folder, 'org.homing.app.metainfo.xml'),
    '/usr/share/man/man1/homing.1': join(folder, 'homing.1'),
    '/usr/share/bash-completion/completions/homing': join(folder, 'completions', 'homing.bash'),
    '/usr/share/zsh/site-functions/_homing': join(folder, 'completions', '_homing'),
    '/usr/share/fish/vendor_completions.d/homing.fish': join(folder, 'completions', 'homing.fish'),
  };
}

/** What stands in the desktop entry; electron-builder writes its own, in which only the command differs. */
function desktopEntry() {
  const lines = readFileSync(join(checkout, 'resources', 'linux', 'org.homing.app.desktop'), 'utf8').split('\n');
  const entry = Object.fromEntries(lines.flatMap((line) => (/^[^#[][^=]*=/u.test(line) ? [splitAt(line, '=')] : [])));
  return /** @type {Record<string, string> & { Comment: string, Categories: string }} */ (entry);
}

/** @param {string} line @param {string} mark @returns {[string, string]} */
function splitAt(line, mark) {
  const place = line.indexOf(mark);
  return [line.slice(0, place), line.slice(place + 1)];
}

/** @param {Readonly<Record<string, string>>} entry @param {readonly string[]} left @returns {Record<string, string>} */
function without(entry, left) {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => !left.includes(name)));
}

/**
 * An Electron that was installed by npm brings an app of its own, for want of another.
 * @param {import('electron-builder').AfterPackContext} context
 */
async function removeDefaultApp({ packager, appOutDir }) {
  await rm(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
}
