import { globSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../setup/checkout.mjs';
import { say } from '../setup/run-command.mjs';
import { builderConfig } from './builder-config.mjs';
import { whyBuilderFailed } from './why-builder-failed.mjs';
import { checkFuses } from './fuses.mjs';

/** @typedef {import('./make-installers.mjs').Making} Making */
/** @typedef {import('./make-installers.mjs').Result} Result */

/**
 * Makes the installers of Windows or macOS with electron-builder, for both kinds of processor.
 * @param {Making} making
 * @returns {Promise<Result>}
 * Throws when the fuses of what was packed are not as stated.
 */
export async function makeSystemInstallers(making) {
  say(`Packing the app with Electron ${making.runtime.version}, and making its installers`);
  const { build, Platform } = await import('electron-builder');
  let files;
  try {
    files = await build({
      targets: Platform.current().createTarget(),
      projectDir: checkout,
      publish: 'never',
      config: builderConfig({ ...making, flavour: 'release', otherProcessors: true }),
    });
  } catch (error) {
    return { made: [], left: [{ what: 'The installers', why: whyBuilderFailed(error) }] };
  }
  const packed = globSync(['win*-unpacked/Homing.exe', 'mac*/Homing.app/Contents/MacOS/Homing'], {
    cwd: making.output,
  });
  if (packed.length !== 2)
    throw new Error(`two kinds of processor were packed for, and found were ${packed.join(', ')}`);
  for (const executable of packed) await checkFuses(join(making.output, executable), 'release');
  return { made: files.filter((file) => /\.(?:exe|dmg|zip)$/u.test(file)), left: [] };
}
