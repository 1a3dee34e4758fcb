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
 * What takes minutes on a machine that has nothing, besides packages: each can be done beside what does not need it.
 * @satisfies {Record<string, () => Promise<unknown>>}
 */
export const slowParts = {
  electron: setUpElectronRuntime,
  servers: async () => (isDebian ? setUpServerFolders() : undefined),
};

/**
 * Brings the checkout to where a command can run; does nothing where everything is there.
 * @param {Purpose} purpose
 * @returns {Promise<void>}
 * Throws SetUpError with what to do when it cannot.
 */
export async function setUp(purpose) {
  await setUpPackages(purpose);
  if (purpose === 'terminal') return;
  // At the same time: each waits for the network.
  await Promise.all([slowParts.electron(), purpose === 'tests' ? slowParts.servers() : null]);
}

/**
 * The packages alone, from npm and Debian, without the {@link slowParts}.
 * @param {Purpose} purpose
 * @returns {Promise<void>}
 * Throws SetUpError with what to do when it cannot.
 */
export async function setUpPackages(purpose) {
  await setUpNpmPackages();
  if (purpose === 'terminal') return;
  if (isDebian) await setUpDebianPackages(ofDebian[purpose]);
  else if (purpose === 'tests')
    say('Not Debian: tests that need its mail servers or its keyring are reported as skipped');
}
