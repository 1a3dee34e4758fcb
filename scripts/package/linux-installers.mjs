import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDebian } from '../setup/debian-packages.mjs';
import { outputOf, say } from '../setup/run-command.mjs';
import { appFolderFor } from './app-folder-for.mjs';
import { buildDeb } from './build-deb.mjs';
import { checkFuses } from './fuses.mjs';
import { buildLinuxTarget, whyNot } from './linux-targets.mjs';
import { packStaged } from './package-app.mjs';
import { whyBuilderFailed } from './why-builder-failed.mjs';

/** @typedef {import('./make-installers.mjs').Making} Making */
/** @typedef {import('./make-installers.mjs').Result} Result */

const patienceMs = 15_000;
const builderTargets = /** @type {const} */ (['AppImage', 'rpm']);

/**
 * Packs the app, and makes of it the .deb, by our own builder, and the AppImage and the rpm by electron-builder.
 * @param {Making} making
 * @returns {Promise<Result>}
 */
export async function makeLinuxInstallers(making) {
  say(`Packing the app with Electron ${making.runtime.version}`);
  const executable = await packStaged({ ...making, flavour: 'release' });
  await checkFuses(executable, 'release');
  const unpacked = dirname(executable);
  const made = [];
  const left = [];
  for (const make of [
    () => makeDeb(making, unpacked),
    ...builderTargets.map((kind) => () => makeTarget(kind, making, unpacked)),
  ]) {
    const { files, what, why } = await make();
    made.push(...files);
    if (why !== null) left.push({ what, why });
  }
  return { made, left };
}

/** @typedef {{ readonly files: readonly string[], readonly what: string, readonly why: string | null }} Attempt */

/** @param {Making} making @param {string} unpacked @returns {Promise<Attempt>} */
async function makeDeb({ output, version, updateUrl, compression = 'xz' }, unpacked) {
  const what = '.deb for Debian and Ubuntu';
  if (!isDebian) return { files: [], what, why: "dpkg, which makes it, is Debian's" };
  say(`Making the ${what} (a minute or two: it is made small)`);
  const patience = setInterval(() => say('… still making the .deb'), patienceMs);
  const folder = join(output, 'for-deb');
  try {
    await appFolderFor({ unpacked, folder, kind: 'deb', updateUrl });
    const arch = outputOf('dpkg', ['--print-architecture']) ?? process.arch;
    return { files: [await buildDeb({ unpacked: folder, output, version, arch, compression })], what, why: null };
  } finally {
    clearInterval(patience);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {'AppImage' | 'rpm'} kind @param {Making} making @param {string} unpacked @returns {Promise<Attempt>} */
async function makeTarget(kind, making, unpacked) {
  const why = await whyNot(kind);
  if (why !== null) return { files: [], what: kind, why };
  say(`Making the ${kind}`);
  try {
    const files = await buildLinuxTarget(kind, { ...making, unpacked });
    return { files: files.filter((file) => file.endsWith(`.${kind}`)), what: kind, why: null };
  } catch (error) {
    return { files: [], what: kind, why: whyBuilderFailed(error) };
  }
}
