import { join } from 'node:path';
import { app, BrowserWindow, Menu, session } from 'electron';
import { registerAppScheme, serveBundle } from './app-protocol.ts';
import { denyPermissions, guardAllContents } from './guards.ts';
import { createHandlers } from './handlers.ts';
import { answerRequests, publishPracticeState } from './ipc.ts';
import { createPracticeSession, type PracticeParts } from './practice-session.ts';
import { openWindow } from './window.ts';

/** What the app needs of the rest of main. */
export interface AppServices {
  readonly practice: Pick<PracticeParts, 'run' | 'track'>;
}

/** Starts the app, unless it runs already: then that window comes to the front, and this process ends. */
export function startApp(createServices: () => AppServices): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.enableSandbox();
  registerAppScheme();
  guardAllContents(app);
  // We register no scheme with the system: what a second start carries as arguments is not looked at.
  app.on('second-instance', showWindow);
  app.on('window-all-closed', () => app.quit());
  app
    .whenReady()
    .then(() => openApp(createServices()))
    .catch((error: unknown) => {
      console.error('Homing could not start', error);
      app.exit(1);
    });
}

async function openApp(services: AppServices): Promise<void> {
  denyPermissions(session.defaultSession);
  serveBundle(session.defaultSession, join(import.meta.dirname, '../renderer'));
  // The stock menu reloads pages and opens developer tools; a Mac needs one for its keyboard shortcuts.
  Menu.setApplicationMenu(process.platform === 'darwin' ? Menu.buildFromTemplate(macMenu) : null);
  const practice = createPracticeSession({
    ...services.practice,
    onChange(state) {
      for (const window of BrowserWindow.getAllWindows()) publishPracticeState(window.webContents, state);
    },
  });
  app.on('before-quit', () => practice.stop());
  answerRequests(createHandlers(practice));
  await openWindow();
}

const macMenu: Electron.MenuItemConstructorOptions[] = [
  { role: 'appMenu' },
  { role: 'editMenu' },
  { role: 'windowMenu' },
];

function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}
