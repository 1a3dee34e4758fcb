import { Menu, nativeTheme, powerSaveBlocker } from 'electron';
import type { AppState } from '../../shared/ipc/app-state.ts';
import type { Desk } from '../services/desk/desk.ts';
import { appMenu, type MenuActions } from './app-menu.ts';
import { createKeepAwake } from './keep-awake.ts';
import type { MainWindow } from './main-window.ts';
import { speechFor, type Speech } from './speech.ts';
import { createTray, type AppTray } from './tray.ts';
import type { TrayActions } from './tray-menu.ts';

/** Everything of the app that the system draws: menu, tray, theme, progress on the icon. Follows the desk. */
export interface NativeFace {
  speech(): Speech;
  settings(): AppState['settings'];
  follow(state: AppState): void;
  /** Draws again what depends on time more than on states. */
  refresh(): void;
  remove(): void;
}

/** What the face shows and does. */
export interface FaceParts {
  readonly desk: Pick<Desk, 'isCopying' | 'fractionDone'>;
  readonly window: Pick<MainWindow, 'showProgress'>;
  readonly actions: MenuActions & TrayActions;
  isOnBattery(): boolean;
}

/** Numbers are drawn again this often: the system takes its time for a menu, and a copy tells several of them a second. */
const redrawMs = 2_000;

/** What is drawn at once when it changes. */
function outline({ settings, moves }: AppState): string {
  return JSON.stringify([settings, moves.map(({ id, chip }) => [id, chip.kind])]);
}

/** Draws the first state at once. */
export function createNativeFace(parts: FaceParts, first: AppState): NativeFace {
  const keepAwake = createKeepAwake({
    start: () => powerSaveBlocker.start('prevent-app-suspension'),
    stop: (id) => powerSaveBlocker.stop(id),
  });
  const tray: AppTray = createTray(parts.actions);
  let state = first;
  let speech = speechFor(first);
  let drawn = { outline: '', at: 0 };
  const drawMenu = (): void => {
    Menu.setApplicationMenu(Menu.buildFromTemplate([...appMenu(speech.text, parts.actions, process.platform)]));
  };
  const refresh = (): void => {
    nativeTheme.themeSource = state.settings.theme;
    tray.show(speech.text, state.moves);
    parts.window.showProgress(parts.desk.fractionDone());
    keepAwake(state.settings.keepAwake && parts.desk.isCopying() && !parts.isOnBattery());
    drawn = { outline: outline(state), at: performance.now() };
  };
  drawMenu();
  refresh();
  return {
    speech: () => speech,
    settings: () => state.settings,
    refresh,
    follow(next) {
      state = next;
      const spoken = speechFor(next);
      if (spoken.language !== speech.language) {
        speech = spoken;
        drawMenu();
      }
      const isOld = performance.now() - drawn.at >= redrawMs;
      if (isOld || outline(next) !== drawn.outline) refresh();
    },
    remove() {
      keepAwake(false);
      tray.destroy();
    },
  };
}
