import { homedir } from 'node:os';
import { app, powerMonitor } from 'electron';
import { registerAppScheme } from './app-protocol.ts';
import type { CreateAppServices } from './app-services.ts';
import { watchFaults } from './faults.ts';
import { guardAllContents } from './guards.ts';
import { createLog, type Log } from './log.ts';
import { openApp } from './open-app.ts';
import type { Shell } from './shell.ts';
import { systemSpeech } from './speech.ts';
import { stopAfterFault, tellStop } from './stop-after-fault.ts';

/** Starts the app, unless it runs already: then that window comes to the front, and this process ends. */
export function startApp(createServices: CreateAppServices): void {
  // Before anything opens a file: only one process may write this profile's.
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.enableSandbox();
  registerAppScheme();
  guardAllContents(app);
  const log = createLog({ folder: app.getPath('userData'), home: homedir(), now: () => Date.now() });
  let shell: Shell | null = null;
  const running = (): Shell | null => shell;
  watchFaults(log, () => void stopAfterFault(async () => shell?.stop(), systemSpeech(app.getLocale()).text));
  followSystem(running);
  app
    .whenReady()
    .then(async () => {
      log.note('started', { version: app.getVersion() });
      shell = await openApp(createServices, log);
    })
    .catch((error: unknown) => endUnstarted(error, log));
}

/** What the system asks for, once there is a shell to answer. */
function followSystem(running: () => Shell | null): void {
  // We register no scheme with the system: what a second start carries as arguments is not looked at.
  app.on('second-instance', () => running()?.window.show());
  app.on('activate', () => running()?.window.show());
  app.on('window-all-closed', () => {
    // On a Mac an app without windows stays in the dock.
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('before-quit', (event) => {
    if (running()?.leaving.appQuits() === false) event.preventDefault();
  });
  const leave = (): void => void (running()?.leaving.leave() ?? app.quit());
  void app.whenReady().then(() => {
    // Electron would ask before-quit, but whoever sends a signal waits for no dialog. Not sooner: Electron sets its own handlers late.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, leave);
    powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
      event?.preventDefault(); // gives the time to stop in order
      leave();
    });
  });
}

async function endUnstarted(error: unknown, log: Log): Promise<void> {
  log.fault('start-failed', error);
  await tellStop(systemSpeech(app.getLocale()).text, 'start-failed');
  app.exit(1);
}
