import type { FolderChoices, FolderRow } from '../../../shared/ipc/folders-view.ts';
import { isTicked } from './change-include.ts';

/** The folders that another one can be put together with: they go along, hold messages, and go to a folder of their own. */
export function findPartners(rows: readonly FolderRow[], row: FolderRow, choices: FolderChoices): readonly FolderRow[] {
  if (!row.canMerge) return [];
  const present = choices.decisions[row.source]?.mergeInto ?? row.mergeInto;
  return rows.filter(
    (one) =>
      one.source !== row.source &&
      one.canMerge &&
      (one.source === present ||
        (isTicked(one, choices) && one.mergeInto === null && choices.decisions[one.source]?.mergeInto === undefined)),
  );
}
