import { JournalError } from '../engine/journal-error.ts';
import type { JournalConnection } from './connection.ts';

/**
 * Has SQLite look for damage.
 * @param thorough also compares every index with its table; for the first start after a crash
 * @throws JournalError `damaged`
 */
export function checkIntegrity(connection: JournalConnection, thorough: boolean): void {
  const check = thorough ? 'integrity_check(1)' : 'quick_check(1)';
  const verdict = connection.bare((database) => database.pragma(check, { simple: true }));
  if (verdict !== 'ok') throw new JournalError('damaged', connection.file, String(verdict));
}
