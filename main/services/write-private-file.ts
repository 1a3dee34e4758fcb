import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Only the person's own account on this computer reads what we save. */
const onlyMe = 0o600;

/**
 * Writes a file of the person's choice, replacing what is there: whole or not at all, readable for nobody else.
 * Rejects with the system's error (ENOSPC, EACCES, EROFS).
 */
export async function writePrivateFile(path: string, content: string | Uint8Array): Promise<void> {
  const part = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.part`);
  try {
    await writeFile(part, content, { mode: onlyMe, flag: 'wx' });
    await rename(part, path);
  } catch (error) {
    // What cannot be removed either must not hide why the file was not written.
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
}
