import { join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import type { Output } from '../../shared/ipc/contract.ts';
import { writePrivateFile } from '../services/write-private-file.ts';
import { fileProblem } from './file-problem.ts';

/** A file to save, and what the dialog says. The name is ours: never something a server said. */
export interface FileToSave {
  readonly title: string;
  readonly name: string;
  readonly kind: { readonly name: string; readonly extension: string };
  readonly content: string;
}

/** Asks where to, and saves there. */
export async function saveFile({ title, name, kind, content }: FileToSave): Promise<Output<'saveReceipt'>> {
  const path = await askWhere({
    title,
    defaultPath: join(app.getPath('documents'), `${name}.${kind.extension}`),
    filters: [{ name: kind.name, extensions: [kind.extension] }],
  });
  if (path === null) return { saved: false, problem: null };
  try {
    await writePrivateFile(path, content);
    return { saved: true, problem: null };
  } catch (error) {
    return { saved: false, problem: fileProblem(error) };
  }
}

async function askWhere(options: Electron.SaveDialogOptions): Promise<string | null> {
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  return canceled || filePath === '' ? null : filePath;
}
