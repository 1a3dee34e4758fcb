import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * Writes the SHA-256 sums as sha256sum reads them.
 * @param {string} folder for SHA256SUMS
 * @param {readonly string[]} files
 */
export function writeSums(folder, files) {
  const lines = files.map(
    (file) => `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${basename(file)}\n`,
  );
  writeFileSync(join(folder, 'SHA256SUMS'), lines.join(''));
}

/**
 * Renames what was packed with an Electron of the past: nobody should take it for a release.
 * @param {string} file
 * @returns {string} the new path
 */
export function fileNameNotForPublishing(file) {
  const marked = file.replace(/(?=\.[^.]+$)/u, '-not-for-publishing');
  renameSync(file, marked);
  return marked;
}
