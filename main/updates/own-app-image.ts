import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, sep } from 'node:path';

/**
 * The AppImage this process was started from; null when it was not. Both variables are inherited by whatever an AppImage starts, as a
 * terminal does: so the executable must lie in the mount, else another program's file would be replaced.
 */
export function ownAppImage(): string | null {
  const { APPIMAGE: file, APPDIR: mount } = process.env;
  if (file === undefined || mount === undefined || !isAbsolute(file)) return null;
  try {
    const isOurs = realpathSync(process.execPath).startsWith(realpathSync(mount) + sep);
    return isOurs && statSync(file).isFile() ? file : null;
  } catch {
    return null;
  }
}
