import type { MenuItemConstructorOptions } from 'electron';
import type { NativeText, NativeTextId } from './native-texts.ts';

/** What the menu does beyond the system's own roles. */
export interface MenuActions {
  newMove(): void;
  quit(): void;
  about(): void;
}

type Role = NonNullable<MenuItemConstructorOptions['role']>;

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The menu bar: no reload, no developer tools. The edit menu also carries the shortcuts for copying and pasting. */
export function appMenu(
  text: NativeText,
  actions: MenuActions,
  platform: NodeJS.Platform,
): readonly MenuItemConstructorOptions[] {
  const item = (id: NativeTextId, role: Role): MenuItemConstructorOptions => ({ label: text(id), role });
  const isMac = platform === 'darwin';
  return [
    ...(isMac ? [macAppMenu(text, actions, item)] : []),
    fileMenu(text, actions, isMac),
    {
      label: text('native.menu.edit'),
      submenu: [
        item('native.menu.undo', 'undo'),
        item('native.menu.redo', 'redo'),
        separator,
        item('native.menu.cut', 'cut'),
        item('native.menu.copy', 'copy'),
        item('native.menu.paste', 'paste'),
        item('native.menu.select-all', 'selectAll'),
      ],
    },
    {
      label: text('native.menu.view'),
      submenu: [
        item('native.menu.zoom-in', 'zoomIn'),
        item('native.menu.zoom-out', 'zoomOut'),
        item('native.menu.zoom-reset', 'resetZoom'),
        separator,
        item('native.menu.full-screen', 'togglefullscreen'),
      ],
    },
    {
      label: text('native.menu.window'),
      role: 'window',
      submenu: [item('native.menu.minimize', 'minimize'), ...(isMac ? [item('native.menu.front', 'front')] : [])],
    },
    {
      label: text('native.menu.help'),
      role: 'help',
      submenu: [{ id: 'about', label: text('native.menu.about'), click: () => actions.about() }],
    },
  ];
}

function fileMenu(text: NativeText, actions: MenuActions, isMac: boolean): MenuItemConstructorOptions {
  return {
    label: text('native.menu.file'),
    submenu: [
      {
        id: 'new-move',
        label: text('native.menu.new-move'),
        accelerator: 'CmdOrCtrl+N',
        click: () => actions.newMove(),
      },
      separator,
      { label: text('native.menu.close'), role: 'close' },
      ...(isMac ? [] : [quitItem(text, actions)]),
    ],
  };
}

function quitItem(text: NativeText, actions: MenuActions): MenuItemConstructorOptions {
  return { id: 'quit', label: text('native.menu.quit'), accelerator: 'CmdOrCtrl+Q', click: () => actions.quit() };
}

function macAppMenu(
  text: NativeText,
  actions: MenuActions,
  item: (id: NativeTextId, role: Role) => MenuItemConstructorOptions,
): MenuItemConstructorOptions {
  return {
    label: 'Homing',
    submenu: [
      item('native.menu.about', 'about'),
      separator,
      item('native.menu.services', 'services'),
      separator,
      item('native.menu.hide', 'hide'),
      item('native.menu.hide-others', 'hideOthers'),
      item('native.menu.unhide', 'unhide'),
      separator,
      quitItem(text, actions),
    ],
  };
}
