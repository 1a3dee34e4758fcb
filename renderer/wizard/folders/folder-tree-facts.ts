import type { FolderRow } from '../../../shared/ipc/folders-view.ts';
import { findNamesakes } from './find-namesake.ts';
import { rowsOfKind } from './rows-of-kind.ts';
import { treePlaces, type TreePlace } from './tree-places.ts';

/** What is found out about a table's rows once, for everything that shows them. */
export interface FolderTreeFacts {
  readonly rows: readonly FolderRow[];
  readonly places: readonly TreePlace[];
  readonly spam: readonly FolderRow[];
  readonly trash: readonly FolderRow[];
  /** Sources of rows that stay behind unless somebody says otherwise. */
  readonly special: ReadonlySet<string>;
  readonly namesakes: ReadonlyMap<string, FolderRow>;
  readonly bySource: ReadonlyMap<string, FolderRow>;
}

/** Finds out what all rows together tell. */
export function folderTreeFacts(rows: readonly FolderRow[]): FolderTreeFacts {
  const places = treePlaces(rows);
  const [spam, trash] = [rowsOfKind(rows, places, 'spam'), rowsOfKind(rows, places, 'trash')];
  const views = rows.filter(({ role }) => role === 'all' || role === 'flagged' || role === 'important');
  const special = new Set([...spam, ...trash, ...views].map(({ source }) => source));
  const bySource = new Map(rows.map((row) => [row.source, row]));
  return { rows, places, spam, trash, special, namesakes: findNamesakes(rows), bySource };
}
