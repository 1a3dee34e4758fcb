import { app, BrowserWindow, dialog } from 'electron';
import type { Input, Output } from '../../shared/ipc/contract.ts';
import type { Desk } from '../services/desk/desk.ts';
import { dayName } from './day-name.ts';
import { exportMessages } from './export-messages.ts';
import type { Speech } from './speech.ts';

/** Saves single messages as .eml files in a new folder inside of the one the person chooses. */
export async function saveMessages(
  desk: Pick<Desk, 'readMessages'>,
  { text }: Speech,
  request: Input<'saveMessages'>,
): Promise<Output<'saveMessages'>> {
  const parent = await askFolder({
    title: text('native.save.messages.title'),
    buttonLabel: text('native.save.messages.choose'),
    defaultPath: app.getPath('documents'),
    properties: ['openDirectory', 'createDirectory'],
  });
  if (parent === null) return { saved: false, problem: null, written: 0, missing: 0 };
  const name = `${text('native.save.messages.name')} ${dayName(Date.now())}`;
  return exportMessages(desk, request, { parent, name });
}

async function askFolder(options: Electron.OpenDialogOptions): Promise<string | null> {
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  return canceled ? null : (filePaths[0] ?? null);
}
