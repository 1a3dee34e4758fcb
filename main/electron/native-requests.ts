import { app, clipboard } from 'electron';
import type { Desk } from '../services/desk/desk.ts';
import type { Handlers } from './ipc.ts';
import { openPage } from './open-page.ts';
import { printReceipt } from './print-receipt.ts';
import { readLicences } from './read-licences.ts';
import { saveMessages } from './save-messages.ts';
import { saveReceipt } from './save-receipt.ts';
import { saveReminder } from './save-reminder.ts';
import type { Speech } from './speech.ts';

/** The requests that need Electron: dialogs, the printer, the clipboard, the browser. */
export type NativeRequests = Pick<
  Handlers,
  'appFacts' | 'licences' | 'openPage' | 'saveReceipt' | 'printReceipt' | 'saveMessages' | 'copyReport' | 'saveReminder'
>;

/** @param speech asked for each time: the language may change */
export function createNativeRequests(
  desk: Desk,
  allowedHosts: readonly string[],
  speech: () => Speech,
): NativeRequests {
  return {
    appFacts: () => ({ version: app.getVersion(), electron: process.versions['electron'] ?? '' }),
    licences: async () => ({ text: await readLicences() }),
    openPage: ({ url }) => openPage(url, allowedHosts),
    saveReceipt: (input) => saveReceipt(desk, speech(), input),
    printReceipt: (input) => printReceipt(desk, speech().language, input),
    saveMessages: (input) => saveMessages(desk, speech(), input),
    saveReminder: (input) => saveReminder(speech(), input),
    async copyReport({ move }) {
      const text = desk.report(move);
      await clipboard.writeText(text);
      return { text };
    },
  };
}
