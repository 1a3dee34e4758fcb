import { AppImageUpdater, DebUpdater, MacUpdater, NsisUpdater, type AppUpdater } from 'electron-updater';
import { assertNever } from '../../shared/assert-never.ts';
import type { Installer } from './update-way.ts';

/** Makes electron-updater do nothing by itself, and nothing that could be told from another computer's doing. */
export function openUpdater(installer: Installer): AppUpdater {
  const updater = create(installer);
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  updater.disableWebInstaller = true;
  // Parts of a file would be asked for one by one, and that tells the server which version is here.
  updater.disableDifferentialDownload = true;
  // It would write addresses and paths.
  updater.logger = null;
  // It would make an id for this computer, keep it in a file and send it along.
  Object.defineProperty(updater, 'stagingUserIdPromise', { value: { value: Promise.resolve('') } });
  return updater;
}

function create(installer: Installer): AppUpdater {
  switch (installer) {
    case 'appimage':
      return new AppImageUpdater();
    case 'deb':
      return new DebUpdater();
    case 'nsis':
      return new NsisUpdater();
    case 'mac':
      return new MacUpdater();
    default:
      return assertNever(installer);
  }
}
