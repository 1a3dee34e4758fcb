import type { JournalMessage, MessageStatus, NewMessage } from '../engine/journal-port.ts';
import type { JournalConnection } from './connection.ts';
import { codeOf, MESSAGE_COLUMNS, toMessage, type MessageRow } from './message-row.ts';
import { currentUidValidity } from './pairs.ts';
import type { Tally } from './tally.ts';

/** Enters messages as `waiting` or `skipped`; of a UID already known only what was not told before is filled in. */
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
        `UPDATE message SET fingerprint = coalesce(fingerprint, @fingerprint),
           internal_date = CASE internal_date WHEN '' THEN @internalDate ELSE internal_date END,
           flags = CASE flags WHEN 'null' THEN @flags ELSE flags END
         WHERE pair = @pair AND source_uid_validity = @uidValidity AND uid = @uid
           AND (fingerprint IS NULL AND @fingerprint IS NOT NULL OR internal_date = '' AND @internalDate <> '')`,
      );
      const revive = connection.statement(
        `UPDATE message SET status = 0, skip = NULL
         WHERE pair = ? AND source_uid_validity = ? AND uid = ? AND skip = 'gone-at-source'`,
      );
      for (const { uid, size, internalDate, flags, fingerprint, skip } of messages) {
        const status = codeOf(skip === null ? 'waiting' : 'skipped');
        const values = [size, internalDate, JSON.stringify(flags), status, fingerprint, skip];
        const isNew = insert.run(pair, uidValidity, uid, ...values).changes === 1;
        if (isNew) tally.follow(pair, null, { status, size, already_there: 0 });
        else {
          fill.run({ pair, uidValidity, uid, fingerprint, internalDate, flags: JSON.stringify(flags) });
          // What is listed is not gone.
          if (revive.run(pair, uidValidity, uid).changes > 0) tally.forget(pair);
        }
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
