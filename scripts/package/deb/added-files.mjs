import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { checkout } from '../../setup/checkout.mjs';
import { copyrightText } from './copyright.mjs';

/** @typedef {{ readonly path: string, readonly content: string | Uint8Array, readonly mode?: number }} AddedFile a path below `/` */

const linux = join(checkout, 'resources', 'linux');

/**
 * What the package has beside the app itself.
 * @param {string} version
 * @param {Date} date of the package
 * @returns {readonly AddedFile[]}
 */
export function addedFiles(version, date) {
  const text = (/** @type {string} */ name) => readFileSync(join(linux, name), 'utf8');
  const share = 'usr/share';
  return [
    { path: 'usr/lib/homing/bin/homing', content: text('homing'), mode: 0o755 },
    { path: 'usr/lib/homing/apparmor-profile', content: text('deb/apparmor-profile') },
    { path: `${share}/applications/org.homing.app.desktop`, content: text('org.homing.app.desktop') },
    { path: `${share}/metainfo/org.homing.app.metainfo.xml`, content: text('org.homing.app.metainfo.xml') },
    { path: `${share}/doc/homing/copyright`, content: copyrightText() },
    { path: `${share}/doc/homing/changelog.gz`, content: zipped(changelog(version, date)) },
    ...manual(share),
    ...completions(share),
  ];
}

/** @param {string} share @returns {readonly AddedFile[]} */
function manual(share) {
  const file = join(linux, 'homing.1');
  return existsSync(file) ? [{ path: `${share}/man/man1/homing.1.gz`, content: zipped(readFileSync(file)) }] : [];
}

/** Where each shell looks for completions of packages. @param {string} share @returns {readonly AddedFile[]} */
function completions(share) {
  const places = {
    'homing.bash': 'bash-completion/completions/homing',
    _homing: 'zsh/vendor-completions/_homing',
    'homing.fish': 'fish/vendor_completions.d/homing.fish',
  };
  return Object.entries(places).flatMap(([name, place]) => {
    const file = join(linux, 'completions', name);
    return existsSync(file) ? [{ path: `${share}/${place}`, content: readFileSync(file) }] : [];
  });
}

/** Without the time, so that the same text gives the same bytes. @param {string | Uint8Array} text */
function zipped(text) {
  return gzipSync(text, { level: 9 });
}

/** @param {string} version @param {Date} date */
function changelog(version, date) {
  const day = date.toUTCString().replace('GMT', '+0000');
  return `homing (${version}) stable; urgency=medium\n\n  * Version ${version}.\n\n -- The Homing authors <>  ${day}\n`;
}
