import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import { buildApp } from '../setup/app-folder.mjs';
import { checkout } from '../setup/checkout.mjs';
import { findElectronRuntime } from '../setup/electron-runtime.mjs';
import { say, SetUpError } from '../setup/run-command.mjs';
import { makeLinuxInstallers } from './linux-installers.mjs';
import { makeSystemInstallers } from './system-installers.mjs';
import { sbomText } from './sbom.mjs';
import { shippedPackages } from './shipped-packages.mjs';
import { checkSigning } from './signing.mjs';
import { stageApp } from './stage-app.mjs';
import { fileNameNotForPublishing, writeSums } from './sums.mjs';
import { tellResult } from './tell-result.mjs';

/**
 * What came of it.
 * @typedef {object} Result
 * @property {readonly string[]} made paths of what can be installed
 * @property {readonly { readonly what: string, readonly why: string }[]} left
 */

/**
 * Everything the makers of installers need to know.
 * @typedef {object} Making
 * @property {import('../setup/electron-runtime.mjs').ElectronRuntime} runtime
 * @property {import('./signing.mjs').Signing} signing
 * @property {import('./stage-app.mjs').Staged} staged
 * @property {string} output
 * @property {string} version
 * @property {string | null} updateUrl
 * @property {'xz' | 'none'} [compression] of the .deb; none for tests, which have no time
 */

/**
 * Makes this system's installers of what is built in out/, with the list of what is inside and their sums.
 * @param {Making} making
 * @returns {Promise<Result>}
 */
export async function makeInstallers(making) {
  const { staged, output, version, runtime } = making;
  stageApp({ runtime, folder: join(staged.app, '..'), version });
  const result = process.platform === 'linux' ? await makeLinuxInstallers(making) : await makeSystemInstallers(making);
  for (const rest of [join(staged.app, '..'), join(output, 'builder-debug.yml')]) {
    rmSync(rest, { recursive: true, force: true });
  }
  const made = runtime.kind === 'ordinary' ? result.made : result.made.map(fileNameNotForPublishing);
  say('Writing what is inside, and the sums');
  const sbom = join(output, `homing-${version}-${systemName()}.cdx.json`);
  const packages = shippedPackages();
  const { SOURCE_DATE_EPOCH: sourceDateEpoch } = process.env;
  writeFileSync(sbom, sbomText({ version, packages, electronVersion: runtime.version, sourceDateEpoch }));
  writeSums(output, [...made, sbom]);
  tellResult({ making, made, left: result.left, others: [basename(sbom), 'SHA256SUMS'] });
  return { made, left: result.left };
}

/**
 * @param {boolean} isRelease
 * @returns {Making}
 * Throws a SetUpError when there is nothing to begin with.
 */
function prepare(isRelease) {
  const runtime = findElectronRuntime();
  if (!runtime) throw new SetUpError('There is no Electron runtime.');
  if (isRelease && runtime.kind === 'fallback') {
    throw new SetUpError(
      `A release is made with the current Electron, and here is only ${runtime.version}, the fallback for closed networks. ` +
        'Make it where the download page of Electron can be reached.',
    );
  }
  const output = join(checkout, 'dist', 'installers');
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const staging = join(output, 'staged');
  return {
    runtime,
    signing: checkSigning(process.env),
    staged: { app: join(staging, 'app'), beside: join(staging, 'beside') },
    output,
    version: manifest.version,
    updateUrl: process.env['HOMING_UPDATE_URL'] || null,
  };
}

function systemName() {
  return process.platform === 'win32' ? 'windows' : process.platform === 'darwin' ? 'macos' : process.platform;
}

/** @param {readonly string[]} args @returns {Promise<number>} the exit code */
async function main(args) {
  const unknown = args.filter((arg) => arg !== '--release');
  if (unknown.length > 0) {
    console.error(`There is no option ${unknown.join(' ')}. Usage: npm run dist [-- --release]`);
    return 1;
  }
  const isRelease = args.length > 0;
  try {
    const making = prepare(isRelease);
    say('Building the app');
    await buildApp();
    const { made, left } = await makeInstallers(making);
    return made.length === 0 || (isRelease && left.length > 0) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(`\n${error.message}`);
    return 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main(process.argv.slice(2));
