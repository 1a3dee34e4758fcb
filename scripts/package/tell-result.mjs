import { statSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { checkout } from '../setup/checkout.mjs';

/**
 * Says what was made and what was not, and whether it may be passed on.
 * @param {object} result
 * @param {import('./make-installers.mjs').Making} result.making
 * @param {readonly string[]} result.made
 * @param {import('./make-installers.mjs').Result['left']} result.left
 * @param {readonly string[]} result.others names of files beside
 */
export function tellResult({ making, made, left, others }) {
  const { runtime, output } = making;
  const lines = [
    `\nIn ${relative(checkout, output)}:`,
    ...made.map((file) => `  ${basename(file)}  ${String(Math.round(statSync(file).size / 1_000_000))} MB`),
    ...others.map((name) => `  ${name}`),
  ];
  if (left.length > 0) lines.push('\nLeft out:', ...left.map(({ what, why }) => `  ${what}: ${why}`));
  if (runtime.kind === 'fallback') {
    lines.push(
      `\nPacked with Electron ${runtime.version}, the fallback for closed networks: for trying out, not for publishing. It no longer`,
      'gets security fixes. The release is made where the current Electron can be downloaded.',
    );
  }
  if (process.platform !== 'linux' && !making.signing.windows && !making.signing.mac) {
    lines.push('\nNot signed: the system warns whoever opens it, and the app does not update itself.');
  }
  if (making.updateUrl === null) lines.push('\nWithout HOMING_UPDATE_URL the app does not look for newer versions.');
  console.log(lines.join('\n'));
}
