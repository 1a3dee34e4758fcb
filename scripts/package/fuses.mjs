import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { SetUpError } from '../setup/run-command.mjs';

/** @typedef {import('./package-app.mjs').Flavour} Flavour */

/**
 * What the executable will never do, whoever starts it: Electron reads these switches out of its own bytes. Stated completely: a new
 * one in electron-builder breaks the type check, a new one in Electron the packing.
 * @satisfies {Required<NonNullable<import('electron-builder').Configuration['electronFuses']>>}
 */
const release = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  // Checked on Windows and macOS; on Linux Electron has no such check, and only takes the app from its archive.
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
  // An unsigned app does not start on Apple's own processors once its bytes were changed; only looked at on macOS.
  resetAdHocDarwinSignature: true,
};

/**
 * The fuses of a flavour, as electron-builder wants them. The end-to-end flavour differs in one: Playwright drives it by `--inspect`.
 * @param {Flavour} flavour
 */
export function fusesOf(flavour) {
  return { ...release, enableNodeCliInspectArguments: flavour === 'end-to-end' };
}

/**
 * The same by their place in Electron's fuse wire.
 * @param {Flavour} flavour
 * @returns {Readonly<Record<number, boolean>>}
 */
function wireOf(flavour) {
  const fuses = fusesOf(flavour);
  /** @satisfies {Record<FuseV1Options, boolean>} */
  const known = {
    [FuseV1Options.RunAsNode]: fuses.runAsNode,
    [FuseV1Options.EnableCookieEncryption]: fuses.enableCookieEncryption,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: fuses.enableNodeOptionsEnvironmentVariable,
    [FuseV1Options.EnableNodeCliInspectArguments]: fuses.enableNodeCliInspectArguments,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: fuses.enableEmbeddedAsarIntegrityValidation,
    [FuseV1Options.OnlyLoadAppFromAsar]: fuses.onlyLoadAppFromAsar,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: fuses.loadBrowserProcessSpecificV8Snapshot,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: fuses.grantFileProtocolExtraPrivileges,
  };
  // WasmTrapHandlers: newer than what flips the others, and wanted as Electron ships it.
  return { ...known, 8: true };
}

const on = '1'.charCodeAt(0);
const off = '0'.charCodeAt(0);

/**
 * Reads an executable's fuses.
 * @param {string} executable
 * @returns {Promise<Readonly<Record<number, boolean | 'removed'>>>} by their place in the wire; how many there are depends on Electron
 */
export async function readFuses(executable) {
  const { version: _version, ...wire } = /** @type {Record<string, unknown>} */ (await getCurrentFuseWire(executable));
  return Object.fromEntries(
    Object.entries(wire).map(([place, state]) => [place, state === on ? true : state === off ? false : 'removed']),
  );
}

/**
 * Throws a SetUpError unless an executable's fuses are what its flavour states: each fuse that this Electron has, and none besides.
 * @param {string} executable
 * @param {Flavour} flavour
 */
export async function checkFuses(executable, flavour) {
  const wanted = wireOf(flavour);
  for (const [place, state] of Object.entries(await readFuses(executable))) {
    if (state === 'removed' || state === wanted[Number(place)]) continue;
    const name = FuseV1Options[Number(place)] ?? `number ${place}`;
    throw new SetUpError(
      wanted[Number(place)] === undefined
        ? `This Electron has a fuse that scripts/package/fuses.mjs does not know: ${name}`
        : `The fuse ${name} of ${executable} is ${state ? 'on' : 'off'}, and should not be.`,
    );
  }
}
