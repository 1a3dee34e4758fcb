/** @typedef {'windows' | 'macos' | 'linux'} System */

/**
 * A file people download.
 * @typedef {object} Artefact
 * @property {System} system
 * @property {string} name while it is signed, or on Linux
 * @property {boolean} isInFeed whether the app's updates take it
 */

/** The file in which a system's app looks for newer versions, as electron-updater names it. @type {Readonly<Record<System, string>>} */
export const feeds = { windows: 'latest.yml', macos: 'latest-mac.yml', linux: 'latest-linux.yml' };

/** @type {readonly System[]} */
export const systems = ['windows', 'macos', 'linux'];

/**
 * Everything a release offers for download, by the names that scripts/package gives.
 * @param {string} version
 * @returns {readonly Artefact[]}
 */
export function artefactsOf(version) {
  return [
    { system: 'windows', name: `homing-${version}-win-x64.exe`, isInFeed: true },
    { system: 'windows', name: `homing-${version}-win-arm64.exe`, isInFeed: true },
    { system: 'macos', name: `homing-${version}-mac-x64.dmg`, isInFeed: false },
    { system: 'macos', name: `homing-${version}-mac-arm64.dmg`, isInFeed: false },
    // Squirrel.Mac takes the zip.
    { system: 'macos', name: `homing-${version}-mac-x64.zip`, isInFeed: true },
    { system: 'macos', name: `homing-${version}-mac-arm64.zip`, isInFeed: true },
    { system: 'linux', name: `homing-${version}-linux-x86_64.AppImage`, isInFeed: true },
    { system: 'linux', name: `homing_${version}_amd64.deb`, isInFeed: true },
    { system: 'linux', name: `homing-${version}-linux-x86_64.rpm`, isInFeed: false },
  ];
}

/**
 * How an artefact is named that its system does not know the maker of: people see it before they start it.
 * @param {string} name
 */
export function unsignedName(name) {
  return name.replace(/(?=\.[^.]+$)/u, '-unsigned');
}

/**
 * What each system's build is made of, in CycloneDX.
 * @param {string} version
 * @returns {readonly string[]}
 */
export function sbomsOf(version) {
  return systems.map((system) => `homing-${version}-${system}.cdx.json`);
}
