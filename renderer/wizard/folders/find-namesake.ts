import type { FolderRow } from '../../../shared/ipc/folders-view.ts';
import { isMeeting } from './is-meeting.ts';

/** For each folder renamed because another one would have had its name: that other one, by source. */
export function findNamesakes(rows: readonly FolderRow[]): ReadonlyMap<string, FolderRow> {
  const holders = new Map<string, FolderRow>();
  for (const row of rows) {
    const key = fold(row.name);
    if (!row.renamed.some(isMeeting) && !holders.has(key)) holders.set(key, row);
  }
  const found = new Map<string, FolderRow>();
  for (const row of rows) {
    const holder = row.renamed.some(isMeeting) ? holders.get(fold(row.name)) : undefined;
    if (holder) found.set(row.source, holder);
  }
  return found;
}

/** Servers may take names for one that differ in case or normalisation only (RFC 9051 5.1), as engine's foldName. */
function fold(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
