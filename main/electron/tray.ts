import { Menu, nativeImage, Tray } from 'electron';
import type { MoveSummary } from '../../shared/ipc/app-state.ts';
import { appFile } from './app-files.ts';
import type { NativeText } from './native-texts.ts';
import { statusLine } from './status-line.ts';
import { trayMenu, type TrayActions } from './tray-menu.ts';

/** The icon beside the clock. */
export interface AppTray {
  show(text: NativeText, moves: readonly MoveSummary[]): void;
  destroy(): void;
}

/** Puts the icon there; where the system has no place for one, everything works without. */
export function createTray(actions: TrayActions): AppTray {
  const tray = putIcon(actions);
  let shown = '';
  return {
    show(text, moves) {
      const items = trayMenu(text, moves, actions);
      // States come some times a second; a menu that is rebuilt while it is open closes.
      const looks = JSON.stringify(items);
      if (tray === null || tray.isDestroyed() || looks === shown) return;
      shown = looks;
      tray.setContextMenu(Menu.buildFromTemplate([...items]));
      tray.setToolTip(`Homing – ${statusLine(text, moves)}`);
    },
    destroy: () => tray?.destroy(),
  };
}

function putIcon(actions: TrayActions): Tray | null {
  try {
    const tray = new Tray(icon());
    // A click on a Mac opens the menu.
    if (process.platform !== 'darwin') tray.on('click', () => actions.open());
    return tray;
  } catch {
    return null;
  }
}

/** A Mac paints a template in the colour of its menu bar; elsewhere the bar may be light or dark, so the icon has its own ground. */
function icon(): Electron.NativeImage {
  if (process.platform !== 'darwin') return nativeImage.createFromPath(appFile('main', 'icons', 'tray.png'));
  const image = nativeImage.createFromPath(appFile('main', 'icons', 'tray-template.png'));
  image.setTemplateImage(true);
  return image;
}
