import type { BrowserWindow } from 'electron';
import { keepWindowAlive } from './keep-window-alive.ts';
import type { Log } from './log.ts';
import { loadPage, openWindow } from './window.ts';

/** The one window, whether it is open, hidden or closed. */
export interface MainWindow {
  /** Opens it, or brings it to the front. */
  show(): void;
  /** Opens it with the page at its beginning, which is where the desk says it was last. */
  showAnew(): void;
  hide(): void;
  /** Null while there is none to be seen. */
  visible(): BrowserWindow | null;
  /** On the icon in the dock or taskbar; null for none. */
  showProgress(fraction: number | null): void;
}

/** What the window needs. */
export interface MainWindowParts {
  readonly stateFile: string;
  readonly log: Log;
  /** @returns whether it may close */
  onClose(): boolean;
  /** Windows ends the session and does not wait. */
  onSessionEnd(): void;
}

/** Opens nothing yet. */
export function createMainWindow({ stateFile, log, onClose, onSessionEnd }: MainWindowParts): MainWindow {
  let window: BrowserWindow | null = null;
  const open = (): void => {
    const opened = openWindow(stateFile);
    window = opened;
    opened.on('close', (event) => {
      if (!onClose()) event.preventDefault();
    });
    opened.on('session-end', onSessionEnd);
    opened.on('closed', () => {
      window = null;
    });
    keepWindowAlive(opened, log);
    load(opened);
  };
  const load = (into: BrowserWindow): void => {
    loadPage(into).catch((error: unknown) => log.fault('window-gone', error));
  };
  const show = (): void => {
    if (window === null) return open();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  return {
    show,
    showAnew() {
      if (window !== null) load(window);
      show();
    },
    hide: () => window?.hide(),
    visible: () => (window?.isVisible() === true ? window : null),
    showProgress: (fraction) => window?.setProgressBar(fraction ?? -1),
  };
}
