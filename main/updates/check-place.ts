import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ownAppImage } from './own-app-image.ts';
import { UpdateError } from './update-error.ts';
import type { Installer } from './update-way.ts';

/**
 * Whether a new version can take the place of the one that runs. electron-updater removes an old AppImage before it moves the new one
 * there: if that failed half-way, there would be none left. Rejects with UpdateError.
 */
export async function checkPlace(installer: Installer, size: number): Promise<void> {
  if (installer !== 'appimage') return;
  const appImage = ownAppImage();
  if (appImage === null) throw new UpdateError('install');
  const folder = dirname(appImage);
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new UpdateError('install', { cause: error });
  }
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < size) throw new UpdateError('no-room');
}
