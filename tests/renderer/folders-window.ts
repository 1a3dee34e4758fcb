import type { FolderChoices, FolderRow } from '../../shared/ipc/folders-view.ts';
import type { MoveView } from '../../shared/ipc/move-view.ts';
import { sampleRows, sampleTable } from './folders-samples.ts';
import { openWindow, type OpenWindow, type WindowOptions } from './support/open-window.ts';
import { sampleMoveBetween } from './support/samples.ts';

/** How the folders step is opened. */
export interface FoldersOptions extends WindowOptions {
  readonly rows?: readonly FolderRow[];
  readonly move?: Partial<MoveView>;
  /** Milliseconds to wait for something. */
  readonly patience?: number;
}

/** A part of the page. */
type Locator = ReturnType<OpenWindow['page']['locator']>;

/** Opens the folders step; main answers with a table that follows what is chosen. */
export async function openFolders({
  rows = sampleRows,
  move,
  patience = 10_000,
  ...options
}: FoldersOptions = {}): Promise<OpenWindow> {
  const open = await openWindow({
    ...options,
    moves: [sampleMoveBetween({ step: 'folders', reached: 'folders', ...move })],
    answers: {
      folders: sampleTable(rows),
      chooseFolders: ({ choices }) => sampleTable(rows, choices),
      runChecks: undefined,
      estimate: null,
      ...options.answers,
    },
  });
  open.page.setDefaultTimeout(patience);
  return open;
}

/** The table of folders. */
export const tree = ({ page }: OpenWindow): Locator => page.getByRole('treegrid', { name: 'Folders' });
/** The row of an old folder, by what it is called on the screen. */
export const row = ({ page }: OpenWindow, name: string): Locator =>
  page.locator('.tree__body > .tree__row', {
    has: page.locator('.tree__old').getByText(name, { exact: true }),
  });
/** The button that leads on. */
export const mainButton = ({ page }: OpenWindow): Locator => page.locator('.step-footer .button--main');

/** Scrolls to the last rows, which are only drawn there: again while rows turn out higher than guessed. */
export const toEnd = (open: OpenWindow): Promise<void> =>
  tree(open).evaluate(async (grid) => {
    for (let frames = 0; frames < 8; frames += 1) {
      grid.scrollTo(0, grid.scrollHeight);
      await new Promise((done) => requestAnimationFrame(done));
    }
  });

/** What was chosen last. */
export function chosen(open: OpenWindow): FolderChoices | undefined {
  return open.sent('chooseFolders').at(-1)?.choices;
}

/** The row that has the focus: its old folder. */
export function focused({ page }: OpenWindow): Promise<string> {
  return page.evaluate(() => {
    const name = document.activeElement?.querySelector('.tree__name .foreign');
    return document.activeElement?.getAttribute('role') === 'row' ? (name?.textContent ?? '') : '(not a row)';
  });
}
