import { join } from 'node:path';
import { app } from 'electron';
import { createUpdates, type Updates, type UpdatesParts } from './create-updates.ts';
import { readWishes, writeWishes } from './kept-wishes.ts';
import { readPackageFacts } from './package-facts.ts';
import { findUpdateWay } from './update-way.ts';

/** What the rest of the app gives. */
export interface UpdatesPlace extends Pick<UpdatesParts, 'isBusy' | 'leave' | 'onChange' | 'onFault'> {
  /** Folder of this user's own. */
  readonly userData: string;
  /** Public keys that came with the build. */
  readonly keysFile: string;
}

/** How often it is seen whether a week has passed, or a copy has ended. */
const tickMs = 1000;

/** Finds out whether this build gets new versions. Asks nobody. */
export async function openUpdates({ userData, keysFile, ...parts }: UpdatesPlace): Promise<Updates> {
  const way = await findUpdateWay(await readPackageFacts(keysFile));
  const file = join(userData, 'updates.json');
  const updates = createUpdates({
    ...parts,
    way,
    async openEngine() {
      if (way.kind === 'off') throw new Error('there is nobody to ask');
      const { createElectronEngine } = await import('./electron-engine.ts');
      return createElectronEngine(way);
    },
    running: app.getVersion(),
    wishes: readWishes(file),
    keep(wishes) {
      try {
        writeWishes(file, wishes);
      } catch (error) {
        parts.onFault(error);
      }
    },
    now: () => Date.now(),
  });
  if (way.kind === 'off') return updates;
  const timer = setInterval(() => updates.tick(), tickMs);
  return {
    ...updates,
    stop() {
      clearInterval(timer);
      updates.stop();
    },
  };
}
