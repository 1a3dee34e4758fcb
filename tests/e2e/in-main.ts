import type { ElectronApplication } from 'playwright';

/** Playwright loses an answer when the main process collects garbage just then; nothing is wrong with the app. */
const lost = /Resulting promise was garbage collected/u;

/** Looks at something in the main process. May look more than once, so it must change nothing. */
export async function look<Seen>(
  electron: ElectronApplication,
  what: (main: typeof Electron.CrossProcessExports) => Seen | Promise<Seen>,
): Promise<Seen> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await electron.evaluate(what);
    } catch (error) {
      if (tries === 5 || !lost.test(String(error))) throw error;
    }
  }
}
