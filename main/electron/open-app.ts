import { app, session } from 'electron';
import type { DeskListener } from '../services/desk/desk.ts';
import { appFile } from './app-files.ts';
import { serveBundle } from './app-protocol.ts';
import type { CreateAppServices } from './app-services.ts';
import { denyPermissions } from './guards.ts';
import { createHandlers } from './handlers.ts';
import { answerRequests, createPublisher } from './ipc.ts';
import type { Log } from './log.ts';
import { createNativeRequests } from './native-requests.ts';
import { openSignInPage } from './open-page.ts';
import { watchPower } from './power.ts';
import { createPracticeSession } from './practice-session.ts';
import { createShell, type Shell } from './shell.ts';
import { openUpdates } from '../updates/open-updates.ts';
import { installAtEnd } from './install-at-end.ts';

/** Opens the app: services first, then what the system draws, then the window; then what was under way goes on. */
export async function openApp(createServices: CreateAppServices, log: Log): Promise<Shell> {
  denyPermissions(session.defaultSession);
  serveBundle(session.defaultSession, appFile('renderer'));
  const services = await createServices({
    userData: app.getPath('userData'),
    systemLanguage: app.getLocale(),
    countryTable: appFile('main', 'countries.mmdb'),
    openBrowser: openSignInPage,
    onFault: (error) => log.fault('desk-fault', error),
  });
  const { desk, allowedHosts } = services;
  const publish = createPublisher(log);
  const practice = createPracticeSession({
    ...services.practice,
    log,
    onChange: (state) => publish('practiceState', state),
  });
  const atEnd: (() => void)[] = [() => practice.stop()];
  const onStop = (): void => atEnd.forEach((end) => end());
  const shell = createShell({ desk, first: await desk.appState(undefined), log, onStop });
  const unsubscribe = desk.subscribe(listener(shell, publish));
  const native = createNativeRequests(desk, allowedHosts, () => shell.face.speech());
  const updates = await openUpdates({
    userData: app.getPath('userData'),
    keysFile: appFile('main', 'update-keys.json'),
    isBusy: () => desk.isBusy() || practice.isRunning(),
    leave: (lastStep) => installAtEnd(shell.leaving, lastStep, log),
    onChange: (view) => publish('updates', view),
    onFault: (error) => log.fault('update-failed', error),
  });
  atEnd.push(() => updates.stop());
  answerRequests(createHandlers({ desk, practice, native, updates }), log);
  // A closed desk is neither asked nor heard.
  atEnd.push(
    unsubscribe,
    watchPower(desk, () => shell.face.refresh()),
  );
  shell.window.show();
  desk.goOnAfterStart();
  return shell;
}

/** Passes on what the desk tells: to the page, and to what the system draws. */
function listener({ face, notify }: Shell, publish: ReturnType<typeof createPublisher>): DeskListener {
  return {
    appState(state) {
      face.follow(state);
      publish('appState', state);
    },
    move: (view) => publish('move', view),
    mailboxRows: (rows) => publish('mailboxRows', rows),
    notice: (notice) => notify(notice),
  };
}
