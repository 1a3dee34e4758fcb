import type { JournalMessage } from '../engine/journal-port.ts';
import type { JournalConnection } from './connection.ts';
import { MESSAGE_COLUMNS, toMessage, type MessageRow } from './message-row.ts';

/** Where a page of exceptions begins and how long it may be. */
export interface ExceptionsPage {
  readonly after: { readonly pair: number; readonly uid: number } | null;
  readonly limit: number;
}

/** Messages that failed or arrived altered, by pair and UID. */
export function exceptions(
  connection: JournalConnection,
  migration: number,
  { after, limit }: ExceptionsPage,
): readonly (JournalMessage & { readonly pairId: number })[] {
  return connection.read(() => {
    const pairs = connection
      .statement('SELECT id FROM pair WHERE migration = ? AND id >= ? ORDER BY id')
      .pluck()
      .all(migration, after?.pair ?? 0) as number[];
    const found: (JournalMessage & { readonly pairId: number })[] = [];
    for (const pairId of pairs) {
      const afterUid = pairId === after?.pair ? after.uid : 0;
      const rows = connection
        .statement<MessageRow>(
          `SELECT ${MESSAGE_COLUMNS} FROM message INDEXED BY message_with_problem
           WHERE pair = @pairId AND source_uid_validity = (SELECT source_uid_validity FROM pair WHERE id = @pairId)
             AND problem IS NOT NULL AND uid > @afterUid
           ORDER BY uid LIMIT @limit`,
        )
        .all({ pairId, afterUid, limit: limit - found.length });
      found.push(...rows.map((row) => ({ ...toMessage(connection, row), pairId })));
      if (found.length >= limit) break;
    }
    return found;
  });
}
