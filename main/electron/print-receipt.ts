import { BrowserWindow } from 'electron';
import type { Input, Output } from '../../shared/ipc/contract.ts';
import type { Language } from '../../shared/messages/catalogue.ts';
import type { Desk } from '../services/desk/desk.ts';
import { ownProblem } from './file-problem.ts';
import { openReceiptSession, receiptUrl } from './receipt-session.ts';

/** Prints the receipt with the system's dialog. */
export async function printReceipt(
  desk: Pick<Desk, 'receiptDocument'>,
  language: Language,
  { move }: Input<'printReceipt'>,
): Promise<Output<'printReceipt'>> {
  const document = desk.receiptDocument(move, 'html', language);
  if (document === null) return { saved: false, problem: ownProblem('unexpected', 'no-receipt') };
  const window = openHiddenWindow(document);
  try {
    await window.loadURL(receiptUrl);
    return await print(window);
  } finally {
    window.destroy();
  }
}

/** The receipt holds names of folders and subjects: its page has no script, no preload, no network and no file. */
function openHiddenWindow(document: string): BrowserWindow {
  return new BrowserWindow({
    show: false,
    webPreferences: {
      session: openReceiptSession(document),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      javascript: false,
      images: false,
      webgl: false,
      spellcheck: false,
      devTools: false,
    },
  });
}

function print(window: BrowserWindow): Promise<Output<'printReceipt'>> {
  return new Promise((resolve) => {
    window.webContents.print({ printBackground: true }, (success, reason) => {
      const cancelled = /cancel/iu.test(reason);
      resolve({ saved: success, problem: success || cancelled ? null : ownProblem('unexpected', 'no-printer') });
    });
  });
}
