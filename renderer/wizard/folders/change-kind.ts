import type { FolderChoices, FolderRow } from '../../../shared/ipc/folders-view.ts';

/**
 * Switches spam or trash as a whole; ticks that were set on such folders one by one give way.
 * @param rows the folders of that kind
 */
export function changeKind(
  choices: FolderChoices,
  rows: readonly FolderRow[],
  change: { readonly kind: 'spam' | 'trash'; readonly include: boolean },
): FolderChoices {
  const decisions = { ...choices.decisions };
  for (const { source } of rows) {
    const { include: _, ...rest } = decisions[source] ?? {};
    if (Object.keys(rest).length === 0) delete decisions[source];
    else decisions[source] = rest;
  }
  return { ...choices, [change.kind]: change.include, decisions };
}
