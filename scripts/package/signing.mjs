import { SetUpError } from '../setup/run-command.mjs';

/**
 * What the environment lets this build sign. Null: unsigned, which the build says and which switches updates off.
 * @typedef {object} Signing
 * @property {{ readonly publisherName: string } | null} windows the certificate's publisher, which updates are held against
 * @property {{ readonly notarize: boolean } | null} mac
 */

/**
 * Reads what is to be signed from the environment: WIN_CSC_LINK (a certificate for Windows, with HOMING_WINDOWS_PUBLISHER), CSC_LINK (an
 * Apple Developer ID, on macOS; elsewhere Windows'), and APPLE_API_KEY or APPLE_ID for notarisation.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {NodeJS.Platform} [platform]
 * @returns {Signing}
 * Throws a SetUpError when it asks for something half: updates without a publisher's name would be installed unchecked.
 */
export function checkSigning(env, platform = process.platform) {
  return { windows: windowsSigning(env, platform), mac: macSigning(env, platform) };
}

/** @param {Readonly<Record<string, string | undefined>>} env @param {NodeJS.Platform} platform */
function windowsSigning(env, platform) {
  if (platform !== 'win32' || !(env['WIN_CSC_LINK'] || env['CSC_LINK'])) return null;
  const publisherName = env['HOMING_WINDOWS_PUBLISHER']?.trim();
  if (!publisherName) {
    throw new SetUpError(
      'There is a certificate to sign for Windows with, but HOMING_WINDOWS_PUBLISHER is not set. It is the name (CN) in that certificate; ' +
        'without it the app would install any update. Set it, or remove WIN_CSC_LINK and CSC_LINK for an unsigned build.',
    );
  }
  return { publisherName };
}

/** @param {Readonly<Record<string, string | undefined>>} env @param {NodeJS.Platform} platform */
function macSigning(env, platform) {
  if (platform !== 'darwin' || !env['CSC_LINK']) return null;
  const sets = [
    ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'],
    ['APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'],
  ];
  const begun = sets.find((names) => names.some((name) => env[name]));
  const missing = begun?.filter((name) => !env[name]) ?? [];
  if (missing.length > 0) {
    throw new SetUpError(`Apple's notarisation was asked for, but these are not set: ${missing.join(', ')}.`);
  }
  return { notarize: begun !== undefined };
}
