import { existsSync } from 'node:fs';
import { mustRun, outputOf, say, SetUpError } from './run-command.mjs';

/**
 * What each part of set-up needs from Debian. `a|b`: the first name a release has (Debian 13 renamed libraries for 64-bit time).
 * @satisfies {Record<string, readonly string[]>}
 */
export const debianPackages = {
  /** Real servers and clients the tests talk to. */
  mail: ['dovecot-imapd', 'isync', 'openssl', 'python3'],
  /** To make a small Debian for servers that cannot be installed beside these. */
  serverFolders: ['debootstrap', 'debian-archive-keyring'],
  /** What the Electron window links to. */
  window: [
    'libgtk-3-0|libgtk-3-0t64',
    'libnss3',
    'libasound2|libasound2t64',
    'libgbm1',
    'libxss1',
    'libnotify4',
    'libsecret-1-0',
  ],
  /** A real keychain for tests: the app's own needs no more than the library above. */
  keychain: ['dbus', 'gnome-keyring', 'libsecret-1-0'],
  /** A browser that tests open single screens in. */
  browser: ['chromium-headless-shell|chromium|chromium-browser'],
  /** A display for tests. */
  display: ['xvfb', 'fonts-dejavu-core', 'fonts-droid-fallback', 'fonts-lohit-deva'],
  /** To make a .deb. */
  installers: ['fakeroot'],
  /** To check what a package tells desktops. */
  desktopFiles: ['appstream', 'desktop-file-utils'],
  /** To go through all that the model of the protocol may do; only for the soak. */
  modelChecker: ['spin', 'gcc', 'libc6-dev'],
  /** To unpack and complete the Electron runtime of closed networks. */
  fallbackRuntime: ['unzip', 'python3', 'make', 'g++'],
};

/** Whether this is Debian or a child of it. */
export const isDebian = process.platform === 'linux' && existsSync('/usr/bin/dpkg') && existsSync('/usr/bin/apt-get');

/**
 * Installs the Debian packages that are missing, or throws with the one command to run.
 * @param {readonly (keyof typeof debianPackages)[]} parts
 */
export async function setUpDebianPackages(parts) {
  const wanted = [...new Set(parts.flatMap((part) => debianPackages[part]))];
  if (wanted.every(isInstalled)) return;
  const prefix = rootPrefix();
  if (prefix) await mustRunApt(prefix, ['update', '-qq']);
  const missing = wanted.filter((entry) => !isInstalled(entry)).map(nameOfThisRelease);
  const install = ['install', '-y', '--no-install-recommends', ...missing];
  if (!prefix) {
    throw new SetUpError(
      `Debian packages are missing. Run this once, then try again:\n\n  sudo apt-get ${install.join(' ')}\n`,
    );
  }
  say(`Debian packages: installing ${missing.join(' ')}`);
  await mustRunApt(prefix, [...install, '-qq']);
}

/** @param {string} entry */
function isInstalled(entry) {
  return entry
    .split('|')
    .some((name) => outputOf('dpkg-query', ['-W', '-f=${Status}', name])?.includes('ok installed') === true);
}

/** @param {string} entry */
function nameOfThisRelease(entry) {
  const names = entry.split('|');
  return names.find((name) => outputOf('apt-cache', ['show', '--no-all-versions', name])) ?? names[0] ?? entry;
}

/** How to act as root without asking anybody: directly, by sudo, or (null) not at all. */
function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  return outputOf('sudo', ['-n', 'true']) === null ? null : ['sudo', '-n'];
}

/**
 * @param {readonly string[]} prefix
 * @param {readonly string[]} args
 */
async function mustRunApt(prefix, args) {
  const [command = 'env', ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
  await mustRun(command, rest);
}
