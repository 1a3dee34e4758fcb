import { rm } from 'node:fs/promises';
import { app } from 'electron';
import { CancellationToken, type AppUpdater } from 'electron-updater';
import { announce } from './announce.ts';
import { isAnnounced } from './check-file.ts';
import { checkRelease } from './check-release.ts';
import { checkPlace } from './check-place.ts';
import { guardSession, type SessionGuard } from './guard-session.ts';
import { lookForRelease, type Found } from './look.ts';
import { openUpdater } from './open-updater.ts';
import type { UpdateEngine } from './update-engine.ts';
import { faultOf, UpdateError } from './update-error.ts';
import type { OpenWay } from './update-way.ts';

/** A server that sends nothing for this long is given up. */
const longestSilenceMs = 60_000;

/** electron-updater, with our own checks before, between and after what it does. */
export function createElectronEngine(way: OpenWay): UpdateEngine {
  const updater = openUpdater(way.installer);
  const guard = guardSession(updater.netSession, way.feed);
  let found: Found | null = null;
  let file: string | null = null;
  /** The last download, until electron-updater has cleared up after it: before that it would not begin another. */
  let downloading: Promise<unknown> = Promise.resolve();
  const check = async (): Promise<void> => {
    if (found === null || file === null) throw new UpdateError('damaged');
    try {
      await checkFile(file, found, way);
    } catch (error) {
      await rm(file, { force: true });
      file = null;
      throw new UpdateError(faultOf(error, 'damaged'), { cause: error });
    }
  };
  return {
    check,
    async look(signal) {
      guard.expect('', 0);
      found = await lookForRelease({ session: updater.netSession, way, running: app.getVersion(), signal });
      return found && { version: found.entry.version, notes: found.notes, size: found.entry.file.size };
    },
    async fetch(onPercent, signal) {
      await downloading;
      if (found === null || signal.aborted) throw new UpdateError('server');
      const { entry } = found;
      guard.expect(entry.file.name, entry.file.size);
      announce(updater, way.feed, entry);
      const download = fetchFile(updater, guard, { onPercent, signal });
      downloading = download.catch(() => undefined);
      file = await download;
      await check();
    },
    install: () =>
      new Promise<never>((_resolve, reject) => {
        updater.once('error', (cause) => reject(new UpdateError('install', { cause })));
        // The new version may be there before this process is gone.
        app.releaseSingleInstanceLock();
        updater.quitAndInstall(true, true);
      }),
  };
}

/** Signature, then bytes, then whether they can be put where they belong. */
async function checkFile(file: string, { entry, proof }: Found, way: OpenWay): Promise<void> {
  if (proof !== null && checkRelease(entry, proof, way.keys) === null) throw new UpdateError('not-signed');
  if (!(await isAnnounced(file, entry.file))) throw new UpdateError('damaged');
  await checkPlace(way.installer, entry.file.size);
}

interface Download {
  readonly onPercent: (percent: number) => void;
  readonly signal: AbortSignal;
}

/** @returns the file. Rejects with UpdateError, and electron-updater then removed what it had. */
async function fetchFile(updater: AppUpdater, guard: SessionGuard, { onPercent, signal }: Download): Promise<string> {
  const token = new CancellationToken();
  const cancel = (): void => {
    token.cancel();
    // Cancelling alone would let the server go on sending.
    void updater.netSession.closeAllConnections();
  };
  const silence = setTimeout(cancel, longestSilenceMs);
  const onProgress = ({ percent }: { readonly percent: number }): void => {
    silence.refresh();
    onPercent(percent);
  };
  signal.addEventListener('abort', cancel, { once: true });
  updater.on('download-progress', onProgress);
  try {
    const result = await updater.checkForUpdates();
    if (result?.isUpdateAvailable !== true) throw new UpdateError('server');
    const [file] = await updater.downloadUpdate(token);
    if (file === undefined) throw new UpdateError('server');
    return file;
  } catch (error) {
    throw new UpdateError(guard.stopped() ?? faultOf(error, networkFault(error)), { cause: error });
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', cancel);
    updater.off('download-progress', onProgress);
  }
}

/** electron-updater says in words only that a server answered with an error. */
function networkFault(error: unknown): 'server' | 'offline' {
  return error instanceof Error && /^Cannot download .* status \d/u.test(error.message) ? 'server' : 'offline';
}
