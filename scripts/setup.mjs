import { isDebian, setUpDebianPackages } from './setup/debian-packages.mjs';
import { setUpElectronRuntime } from './setup/electron-runtime.mjs';
import { setUpNpmPackages } from './setup/npm-packages.mjs';
import { say } from './setup/run-command.mjs';
import { setUpServerFolders } from './setup/server-folders.mjs';

/**
 * What a command needs:
 * `terminal`: npm's packages alone. `window`: the Electron app as well. `tests`: everything.
 * @typedef {'terminal' | 'window' | 'tests'} Purpose
 */

const forTests = /** @type {const} */ (['mail', 'serverFolders', 'window', 'display', 'keychain', 'browser']);

/**
 * Brings the checkout to where a command can run; does nothing where everything is there.
 * @param {Purpose} purpose
 * @returns {Promise<void>}
 * Throws SetUpError with what to do when it cannot.
 */
export async function setUp(purpose) {
  await setUpNpmPackages();
  if (purpose === 'terminal') return;
  if (isDebian) await setUpDebianPackages(purpose === 'tests' ? [...forTests] : ['window']);
  else if (purpose === 'tests')
    say('Not Debian: tests that need its mail servers or its keyring are reported as skipped');
  // At the same time: each waits for the network.
  await Promise.all([setUpElectronRuntime(), isDebian && purpose === 'tests' ? setUpServerFolders() : null]);
}
