import type { FolderChoices, FolderRow } from '../../../shared/ipc/folders-view.ts';

/** Whether there is anything to decide: not where no messages can be. */
export function canBeTicked(row: FolderRow): boolean {
  return row.leftOut !== 'not-selectable';
}

/** Whether it goes along as far as the window knows: what was ticked a moment ago, else what main said. */
export function isTicked(row: FolderRow, choices: FolderChoices): boolean {
  return canBeTicked(row) && (choices.decisions[row.source]?.include ?? row.include);
}

/**
 * The rows a tick counts for: the folder and those in it. A folder with a purpose of its own (spam, say, below INBOX) is ticked by itself
 * only; and since on many servers everything is below INBOX, that one stands for itself.
 * @param end index of the first row after it that is not inside it
 */
export function rowsOfTick(rows: readonly FolderRow[], index: number, end: number): readonly FolderRow[] {
  const row = rows[index];
  if (!row) return [];
  const below = row.role === 'inbox' ? [] : rows.slice(index + 1, end).filter((one) => one.role === null);
  return [row, ...below.filter((one) => one.leftOut === null || one.leftOut === 'excluded')].filter(canBeTicked);
}

/**
 * Ticks or unticks rows. Only what differs from what happens anyway stays a decision.
 * @param special sources of those that stay behind unless somebody says otherwise: spam, trash, views of other folders
 */
export function changeInclude(
  choices: FolderChoices,
  rows: readonly FolderRow[],
  { include, special }: { readonly include: boolean; readonly special: ReadonlySet<string> },
): FolderChoices {
  const decisions = { ...choices.decisions };
  for (const row of rows) {
    const { include: before, ...rest } = decisions[row.source] ?? {};
    const isSame = before === undefined && row.include === include;
    const isUsual = include && !special.has(row.source);
    const next = isSame || isUsual ? rest : { ...rest, include };
    if (Object.keys(next).length === 0) delete decisions[row.source];
    else decisions[row.source] = next;
  }
  return { ...choices, decisions };
}
