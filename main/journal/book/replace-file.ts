import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { translateError } from '../translate-error.ts';

/**
 * Renames a damaged file, and the log that belongs to it, so that somebody may still read them.
 * @param now milliseconds since 1970, for the name
 * @throws JournalError
 */
export function setAside(file: string, now: number): void {
  const time = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-');
  let name = `${file}.damaged-${time}`;
  for (let number = 2; existsSync(name); number++) name = `${file}.damaged-${time}-${String(number)}`;
  translated(file, () => {
    // The log first: a log without its file says nothing, a file without its log something else than it said.
    if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${name}-wal`);
    renameSync(file, name);
  });
}

/**
 * Puts a copy where the file was. The copy stays.
 * @returns when the copy was made, in milliseconds since 1970
 * @throws JournalError
 */
export function putBack(file: string, copy: string): number {
  return translated(file, () => {
    const partial = `${file}.restoring`;
    copyFileSync(copy, partial);
    const written = openSync(partial, 'r+');
    try {
      fsyncSync(written);
    } finally {
      closeSync(written);
    }
    renameSync(partial, file);
    return Math.round(statSync(copy).mtimeMs);
  });
}

/** Removes what was put back, and turned out to be no better. @throws JournalError */
export function removeFile(file: string): void {
  translated(file, () => {
    rmSync(`${file}-wal`, { force: true });
    rmSync(file, { force: true });
  });
}

function translated<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw translateError(error, file);
  }
}
