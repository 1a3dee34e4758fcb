import { isDebian, setUpDebianPackages } from './setup/debian-packages.mjs';
import { setUpElectronRuntime } from './setup/electron-runtime.mjs';
import { setUpNpmPackages } from './setup/npm-packages.mjs';
import { say } from './setup/run-command.mjs';
import { setUpServerFolders } from './setup/server-folders.mjs';

/**
 * What a command needs:
 * `terminal`: npm's packages alone. `window`: the Electron app as well. `installers`: what makes packages of it. `tests`: everything.
 * @typedef {'terminal' | 'window' | 'installers' | 'tests'} Purpose
 */

const ofDebian = /** @type {const} */ ({
  window: ['window'],
  installers: ['installers'],
  tests: ['mail', 'serverFolders', 'window', 'display', 'keychain', 'browser', 'installers', 'desktopFiles'],
});

/**
 * Brings the checkout to where a command can run; does nothing where everything is there.
 * @param {Purpose} purpose
 * @returns {Promise<void>}
 * Throws SetUpError with what to do when it cannot.
 */
export async function setUp(purpose) {
  await setUpNpmPackages();
  if (purpose === 'terminal') return;
  if (isDebian) await setUpDebianPackages(ofDebian[purpose]);
  else if (purpose === 'tests')
    say('Not Debian: tests that need its mail servers or its keyring are reported as skipped');
  // At the same time: each waits for the network.
  await Promise.all([setUpElectronRuntime(), isDebian && purpose === 'tests' ? setUpServerFolders() : null]);
}
