import { app } from 'electron';
import { ownAppImage } from '../updates/own-app-image.ts';
import type { Leaving } from './leaving.ts';
import type { Log } from './log.ts';

/**
 * Stops everything in order, then installs a new version, which ends this process. If the system refuses, this version starts again: its
 * files are closed by then, and what was being copied goes on.
 */
export function installAtEnd(leaving: Leaving, install: () => Promise<never>, log: Log): void {
  const startAgain = (error: unknown): void => {
    log.fault('update-failed', error);
    // An AppImage's own executable lies in a mount that ends with this process.
    const execPath = ownAppImage() ?? process.execPath;
    app.relaunch({ execPath, args: process.argv.slice(1) });
    app.quit();
  };
  leaving.leave(() => void install().catch(startAgain)).catch((error: unknown) => log.fault('action-failed', error));
}
