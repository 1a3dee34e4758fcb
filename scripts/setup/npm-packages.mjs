import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './checkout.mjs';
import { mustRun, outputOf, run, say, SetUpError } from './run-command.mjs';

/** Node 24 as the npm package `node` brings it; npm's scripts find it before the machine's own. */
export const node24 = join(checkout, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Installs exactly what the lock file says, unless it is there already. */
export async function setUpNpmPackages() {
  if (!installedMatchesLock()) {
    say('npm packages: installing what package-lock.json says (1 to 3 minutes the first time)');
    // Without install scripts: all binaries lie in their packages, and npm 10 would build better-sqlite3 for nothing.
    // Engine warnings are about the Node that runs npm; what is installed runs on Node 24.
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await mustRun('npm', ['ci', ...options], { cwd: checkout, busyWith: 'installing npm packages' });
  }
  await setUpNode();
}

/** @typedef {{ version?: string, optional?: boolean }} LockedPackage */

/**
 * @param {string} path
 * @returns {Record<string, LockedPackage> | null}
 */
function lockedPackages(path) {
  try {
    const lock = /** @type {{ packages: Record<string, LockedPackage> }} */ (JSON.parse(readFileSync(path, 'utf8')));
    return lock.packages;
  } catch {
    return null;
  }
}

/** Compares the lock file with the record npm leaves of what it installed. Packages of other platforms may be missing. */
function installedMatchesLock() {
  const wanted = lockedPackages(join(checkout, 'package-lock.json'));
  const installed = lockedPackages(join(checkout, 'node_modules', '.package-lock.json'));
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === entry.version : entry.optional === true;
  });
}

/** The package `node` fetches its binary by an install script: the one that is needed, hence run by name. */
async function setUpNode() {
  const wanted = lockedPackages(join(checkout, 'package-lock.json'))?.['node_modules/node']?.version;
  const isThere = () => outputOf(node24, ['--version']) === `v${wanted}`;
  if (isThere()) return;
  say(`Node ${wanted}: fetching it as an npm package`);
  const options = ['--ignore-scripts=false', '--foreground-scripts', '--loglevel=error'];
  await run('npm', ['rebuild', 'node', ...options], { cwd: checkout, busyWith: 'fetching Node' });
  if (!isThere())
    throw new SetUpError(`Node ${wanted} did not arrive in node_modules. Try: rm -rf node_modules && npm ci`);
}
