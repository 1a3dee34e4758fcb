import type { FolderRow } from '../../../shared/ipc/folders-view.ts';
import type { TreePlace } from './tree-places.ts';

const roles = { spam: 'junk', trash: 'trash' } as const;

/** The spam or trash folders with everything in them: deleted folders end there. */
export function rowsOfKind(
  rows: readonly FolderRow[],
  places: readonly TreePlace[],
  kind: 'spam' | 'trash',
): readonly FolderRow[] {
  const found = new Set<FolderRow>(rows.filter((row) => row.leftOut === kind));
  for (const [index, row] of rows.entries()) {
    if (row.role !== roles[kind]) continue;
    for (const inside of rows.slice(index, places[index]?.end ?? index + 1)) found.add(inside);
  }
  return [...found];
}
