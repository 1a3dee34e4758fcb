import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { app } from 'electron';

/** Where packing puts what must come along: on a Mac nothing may lie outside of the resources. */
function noticesFile(): string {
  const folder = process.platform === 'darwin' ? process.resourcesPath : dirname(process.execPath);
  // Windows opens a file by its ending.
  return join(folder, process.platform === 'win32' ? 'THIRD-PARTY-NOTICES.txt' : 'THIRD-PARTY-NOTICES');
}

/** The licences of all that is inside the package. @returns null when this is no package, or the file was taken out of it */
export async function readLicences(): Promise<string | null> {
  if (!app.isPackaged) return null;
  return readFile(noticesFile(), 'utf8').catch(() => null);
}
