import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { appFile } from './app-files.ts';
import { appOrigin } from './bundle-files.ts';
import { placeWindow, smallest } from './place-window.ts';
import { windowBackground } from './window-background.ts';
import { readWindowState, writeWindowState } from './window-state.ts';

/** Opens the one window where it was, and shows it once it has something to show. @param stateFile remembers where that is */
export function openWindow(stateFile: string): BrowserWindow {
  const workAreas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
  const { maximized, ...place } = placeWindow(readWindowState(stateFile), workAreas);
  const window = new BrowserWindow({
    ...place,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Homing',
    // Elsewhere the icon comes with the app's own file.
    ...(process.platform === 'linux' ? { icon: appFile('main', 'icons', 'app.png') } : {}),
    backgroundColor: nativeTheme.shouldUseDarkColors ? windowBackground.dark : windowBackground.light,
    webPreferences: {
      preload: appFile('preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => remember(window, stateFile));
  return window;
}

/** Loads our page. */
export function loadPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(`${appOrigin}/index.html`);
}

function remember(window: BrowserWindow, stateFile: string): void {
  // As it is when not maximised, so that it can go back there.
  const { x, y, width, height } = window.getNormalBounds();
  writeWindowState(stateFile, { x, y, width, height, maximized: window.isMaximized() });
}
