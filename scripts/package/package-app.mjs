import { rmSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { checkout } from '../setup/checkout.mjs';
import { findElectronRuntime } from '../setup/electron-runtime.mjs';
import { SetUpError } from '../setup/run-command.mjs';
import { builderConfig } from './builder-config.mjs';
import { checkFuses } from './fuses.mjs';
import { checkSigning } from './signing.mjs';
import { stageApp } from './stage-app.mjs';

/**
 * What people download, or the same with a door for the end-to-end tests (Playwright drives the main process through `--inspect`). The
 * latter is never published.
 * @typedef {'release' | 'end-to-end'} Flavour
 */

/**
 * Packs what is built in out/ with electron-builder into a folder that holds everything the app needs, for this system.
 * @param {object} [options]
 * @param {Flavour} [options.flavour]
 * @param {string} [options.version] instead of the manifest's
 * @param {string} [options.output] a folder, which is emptied first
 * @returns {Promise<string>} the executable, whose fuses have been read back
 */
export async function packageApp({
  flavour = 'release',
  version = manifest.version,
  output = join(checkout, 'dist', flavour),
} = {}) {
  const runtime = findElectronRuntime();
  if (!runtime) throw new SetUpError('There is no Electron runtime: "npm test" brings one.');
  rmSync(output, { recursive: true, force: true });
  const folder = join(output, 'staged');
  const staged = stageApp({ runtime, folder, version });
  const executable = await packStaged({ flavour, runtime, staged, output, signing: checkSigning(process.env) });
  rmSync(folder, { recursive: true });
  await checkFuses(executable, flavour);
  return executable;
}

/**
 * Packs what was staged, for this machine's processor.
 * @param {object} options
 * @param {Flavour} options.flavour
 * @param {import('../setup/electron-runtime.mjs').ElectronRuntime} options.runtime
 * @param {import('./stage-app.mjs').Staged} options.staged
 * @param {string} options.output
 * @param {import('./signing.mjs').Signing} options.signing
 * @returns {Promise<string>} the executable
 */
export async function packStaged({ flavour, runtime, staged, output, signing }) {
  const { build, Platform } = await import('electron-builder');
  await build({
    targets: Platform.current().createTarget('dir'),
    projectDir: checkout,
    publish: 'never',
    config: builderConfig({ flavour, runtime, staged, output, signing }),
  });
  return join(output, ...executablePath());
}

/** Where electron-builder puts the executable on this system. */
function executablePath() {
  const processor = process.arch === 'x64' ? '' : `-${process.arch}`;
  if (process.platform === 'win32') return [`win${processor}-unpacked`, 'Homing.exe'];
  if (process.platform === 'darwin') return [`mac${processor}`, 'Homing.app', 'Contents', 'MacOS', 'Homing'];
  return [`linux${processor}-unpacked`, 'homing'];
}
