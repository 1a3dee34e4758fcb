import type { MailboxRow, MailboxRows } from '../../../shared/ipc/run-view.ts';

/**
 * Puts rows that changed in their places.
 * @returns the new rows, or null where they do not fit together any more: then all of them must be asked for again
 */
export function foldRows(rows: readonly MailboxRow[], changed: MailboxRows): readonly MailboxRow[] | null {
  if (changed.total !== rows.length) return null;
  const next = rows.slice();
  for (const row of changed.rows) {
    if (row.index >= next.length) return null;
    next[row.index] = row;
  }
  return next;
}
