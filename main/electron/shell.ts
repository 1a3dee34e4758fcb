import { join } from 'node:path';
import { app, powerMonitor } from 'electron';
import type { AppState } from '../../shared/ipc/app-state.ts';
import type { Desk, Notice } from '../services/desk/desk.ts';
import { askLeaving } from './ask-leaving.ts';
import { createLeaving, type Leaving } from './leaving.ts';
import type { Log } from './log.ts';
import { createMainWindow, type MainWindow } from './main-window.ts';
import { createNativeFace, type NativeFace } from './native-face.ts';
import { createNotifier } from './notifications.ts';
import { stopInOrder } from './stop-in-order.ts';

/** The app as the system sees it: its window, menu, tray, notifications, and the way out. */
export interface Shell {
  readonly window: MainWindow;
  readonly face: NativeFace;
  readonly leaving: Leaving;
  notify(notice: Notice): void;
  /** Stops what runs and closes every file. Never rejects. */
  stop(): Promise<void>;
}

/** What the shell is around. */
export interface ShellParts {
  readonly desk: Desk;
  readonly first: AppState;
  readonly log: Log;
  /** Ends what is not the desk's. */
  onStop(): void;
}

/** Draws everything but the window, which is shown when asked for. */
export function createShell({ desk, first, log, onStop }: ShellParts): Shell {
  const stop = (): Promise<void> => {
    onStop();
    face.remove();
    return stopInOrder(desk, log);
  };
  const window = createMainWindow({
    stateFile: join(app.getPath('userData'), 'window.json'),
    log,
    onClose: () => leaving.windowCloses(),
    onSessionEnd: () => void leaving.leave(),
  });
  const openMove = attempt(log, async (move: string) => {
    await desk.showPlace({ move });
    // The page reads where to begin; from then on it leads the way itself.
    window.showAnew();
  });
  const face = createNativeFace(
    {
      desk,
      window,
      isOnBattery: () => powerMonitor.isOnBatteryPower(),
      actions: actionsOf(desk, window, openMove, log),
    },
    first,
  );
  const leaving = createLeaving({
    desk,
    onClose: () => face.settings().onClose,
    ask: (question) => askLeaving(window.visible(), face.speech().text, question),
    hideWindow: () => window.hide(),
    stop,
    end: () => app.quit(),
    onFault: (error) => log.fault('action-failed', error),
  });
  const tell = createNotifier(log, openMove);
  const notify = (notice: Notice): void => {
    if (face.settings().notifications) tell(face.speech().text, notice);
  };
  return { window, face, leaving, notify, stop };
}

function actionsOf(
  desk: Desk,
  window: MainWindow,
  openMove: (move: string) => void,
  log: Log,
): Parameters<typeof createNativeFace>[0]['actions'] {
  return {
    newMove: attempt(log, async () => openMove((await desk.createMove(undefined)).move)),
    pause: attempt(log, () => desk.pauseAll()),
    goOn: attempt(log, () => desk.resumeAll()),
    open: () => window.show(),
    quit: () => app.quit(),
    about: () => app.showAboutPanel(),
  };
}

/** A click has nobody who waits for its end: what goes wrong is written down, and the app goes on. */
function attempt<Input extends readonly unknown[]>(
  log: Log,
  action: (...input: Input) => void | Promise<void>,
): (...input: Input) => void {
  return (...input) => {
    const run = async (): Promise<void> => action(...input);
    run().catch((error: unknown) => log.fault('action-failed', error));
  };
}
