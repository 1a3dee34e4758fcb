import type { JournalMessage, MessageStatus, NewMessage } from '../engine/journal-port.ts';
import type { JournalConnection } from './connection.ts';
import { codeOf, MESSAGE_COLUMNS, toMessage, type MessageRow } from './message-row.ts';
import { currentUidValidity } from './pairs.ts';
import type { Tally } from './tally.ts';

/** Enters messages as `waiting` or `skipped`; of a UID already known only a missing fingerprint is filled in. */
export function addMessages(
  connection: JournalConnection,
  tally: Tally,
  pair: number,
  messages: readonly NewMessage[],
): void {
  followed(tally, pair, () => {
    connection.write(() => {
      const uidValidity = currentUidValidity(connection, pair);
      const insert = connection.statement(
        `INSERT INTO message (pair, source_uid_validity, uid, size, internal_date, flags, status, fingerprint, skip)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      );
      const fill = connection.statement(
        `UPDATE message SET fingerprint = ?
         WHERE pair = ? AND source_uid_validity = ? AND uid = ? AND fingerprint IS NULL`,
      );
      for (const { uid, size, internalDate, flags, fingerprint, skip } of messages) {
        const status = codeOf(skip === null ? 'waiting' : 'skipped');
        const values = [size, internalDate, JSON.stringify(flags), status, fingerprint, skip];
        const isNew = insert.run(pair, uidValidity, uid, ...values).changes === 1;
        if (isNew) tally.follow(pair, null, { status, size, already_there: 0 });
        else if (fingerprint) fill.run(fingerprint, pair, uidValidity, uid);
      }
    });
  });
}

/** Messages of one status with a UID above `afterUid`, ascending. */
export function messagesOf(
  connection: JournalConnection,
  pair: number,
  status: MessageStatus,
  page: { readonly afterUid: number; readonly limit: number },
): readonly JournalMessage[] {
  return connection.read(() =>
    connection
      .statement<MessageRow>(
        `SELECT ${MESSAGE_COLUMNS} FROM message INDEXED BY message_by_status
         WHERE pair = @pair AND source_uid_validity = (SELECT source_uid_validity FROM pair WHERE id = @pair)
           AND status = @status AND uid > @afterUid
         ORDER BY uid LIMIT @limit`,
      )
      .all({ pair, status: codeOf(status), ...page })
      .map((row) => toMessage(connection, row)),
  );
}

/** Keeps the tally honest: what did not happen is not counted. */
export function followed<Result>(tally: Tally, pair: number, change: () => Result): Result {
  try {
    return change();
  } catch (error) {
    tally.forget(pair);
    throw error;
  }
}
