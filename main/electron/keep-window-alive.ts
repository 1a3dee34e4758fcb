import type { BrowserWindow } from 'electron';
import type { Log } from './log.ts';
import { loadPage } from './window.ts';

/** A page that dies again and again is not helped by loading it again. */
const mostReloads = 3;
const withinMs = 60_000;

/** Loads the page again when its process died: what it shows lives in the main process, so nothing is lost. */
export function keepWindowAlive(window: BrowserWindow, log: Log): void {
  let deaths: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.note('window-gone', { reason, exitCode });
    const now = performance.now();
    deaths = [...deaths.filter((at) => at > now - withinMs), now];
    if (reason === 'clean-exit' || deaths.length > mostReloads) return;
    loadPage(window).catch((error: unknown) => log.fault('window-gone', error));
  });
}
