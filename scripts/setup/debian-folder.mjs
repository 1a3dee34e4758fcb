import { accessSync, chmodSync, constants, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * How a small Debian stands.
 * `whole`: a server can run there. `closed`: only its owner may enter it, so no server that stops being root. `unfinished`: it is not
 * there, or making it ended before the server's own program.
 * @typedef {'whole' | 'closed' | 'unfinished'} FolderState
 */

/** What everybody may do in a folder that is a system's root. */
const open = 0o755;

/**
 * Looks, and changes nothing.
 * @param {string} folder
 * @param {string} program the server's own, from there
 * @returns {FolderState}
 */
export function stateOf(folder, program) {
  try {
    accessSync(join(folder, program), constants.X_OK);
  } catch {
    return 'unfinished';
  }
  return (statSync(folder).mode & open) === open ? 'whole' : 'closed';
}

/** Lets everybody enter a folder, whatever the umask. @param {string} folder */
export function openToAll(folder) {
  chmodSync(folder, open);
}

/**
 * A new folder that everybody may enter: the root of a system.
 * @param {string} prefix the beginning of its path
 */
export function newRoot(prefix) {
  const folder = mkdtempSync(prefix);
  openToAll(folder);
  return folder;
}

/**
 * Puts what was made in the place of what is unfinished there. What is whole by then, since another checkout made it meanwhile, stays.
 * @param {string} made
 * @param {string} folder
 * @param {string} program the server's own, from there
 */
export function takePlace(made, folder, program) {
  if (stateOf(folder, program) === 'whole') return;
  rmSync(folder, { recursive: true, force: true });
  renameSync(made, folder);
}
