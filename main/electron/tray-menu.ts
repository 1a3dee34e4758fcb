import type { MenuItemConstructorOptions } from 'electron';
import type { MoveSummary } from '../../shared/ipc/app-state.ts';
import type { NativeText } from './native-texts.ts';
import { statusLine } from './status-line.ts';

/** What the tray's menu does. */
export interface TrayActions {
  pause(): void;
  goOn(): void;
  open(): void;
  quit(): void;
}

/** The tray's menu: where things stand, and what can be done about it without the window. */
export function trayMenu(
  text: NativeText,
  moves: readonly Pick<MoveSummary, 'chip'>[],
  actions: TrayActions,
): readonly MenuItemConstructorOptions[] {
  const kinds = new Set(moves.map(({ chip }) => chip.kind));
  const runs = kinds.has('copying') || kinds.has('verifying') || kinds.has('waiting');
  return [
    { id: 'status', label: statusLine(text, moves), enabled: false },
    { type: 'separator' },
    { id: 'pause', label: text('native.tray.pause'), enabled: runs, click: () => actions.pause() },
    { id: 'go-on', label: text('native.tray.go-on'), enabled: kinds.has('paused'), click: () => actions.goOn() },
    { type: 'separator' },
    { id: 'open', label: text('native.tray.open'), click: () => actions.open() },
    { id: 'quit', label: text('native.menu.quit'), click: () => actions.quit() },
  ];
}
