import type { FolderRow } from '../../../shared/ipc/folders-view.ts';
import type { TreePlace } from './tree-places.ts';

/** What decides which rows are on the screen. */
export interface RowFilter {
  /** Sources of rows that are closed. Of no effect while something is looked for. */
  readonly closed: ReadonlySet<string>;
  /** What is looked for; empty: nothing. */
  readonly text: string;
}

/** The rows on the screen, as indices, and those of them that have what was looked for; the others are the folders those are in. */
export interface ShownRows {
  readonly indices: readonly number[];
  readonly matches: readonly number[];
}

/** Leaves out what is inside closed folders, or what was not looked for. */
export function shownRows(rows: readonly FolderRow[], places: readonly TreePlace[], filter: RowFilter): ShownRows {
  const text = filter.text.trim().toLocaleLowerCase();
  return text === '' ? outsideClosed(rows, places, filter.closed) : matching(rows, places, text);
}

function outsideClosed(
  rows: readonly FolderRow[],
  places: readonly TreePlace[],
  closed: ReadonlySet<string>,
): ShownRows {
  const indices: number[] = [];
  for (let index = 0; index < rows.length;) {
    indices.push(index);
    const source = rows[index]?.source ?? '';
    index = closed.has(source) ? (places[index]?.end ?? index + 1) : index + 1;
  }
  return { indices, matches: rows.map((_, index) => index) };
}

function matching(rows: readonly FolderRow[], places: readonly TreePlace[], text: string): ShownRows {
  const shown = new Set<number>();
  const matches: number[] = [];
  for (const [index, row] of rows.entries()) {
    if (![row.label, row.name, row.destinationName].some((name) => name.toLocaleLowerCase().includes(text))) continue;
    matches.push(index);
    for (let at: number | null = index; at !== null && !shown.has(at); at = places[at]?.parent ?? null) shown.add(at);
  }
  return { indices: [...shown].sort((one, other) => one - other), matches };
}
