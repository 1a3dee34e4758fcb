import { sameInstant } from '../engine/internal-date.ts';
import type { JournalMessage, MessageStatus, NewMessage } from '../engine/journal-port.ts';
import type { JournalConnection } from './connection.ts';
import { codeOf, MESSAGE_COLUMNS, toMessage, type MessageRow } from './message-row.ts';
import { currentUidValidity } from './pairs.ts';
import type { Tally } from './tally.ts';

/** Skipped because the source lacked it. */
const IS_GONE = `(status = 4 AND skip IS 'gone-at-source')`;

interface Known {
  readonly size: number;
  readonly internal_date: string;
  readonly has_fingerprint: number;
  readonly is_gone: number;
}

/**
 * Enters messages as `waiting` or `skipped`; of a UID already known only what was not told before is filled in, and what is listed is not gone.
 * @returns whether a known UID is told to be another message: sizes and dates of messages do not change (RFC 9051 2.3)
 */
export function addMessages(
  connection: JournalConnection,
  tally: Tally,
  pair: number,
  messages: readonly NewMessage[],
): boolean {
  return followed(tally, pair, () =>
    connection.write(() => {
      const uidValidity = currentUidValidity(connection, pair);
      const insert = connection.statement(
        `INSERT INTO message (pair, source_uid_validity, uid, size, internal_date, flags, status, fingerprint, skip)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      );
      const find = connection.statement<Known>(
        `SELECT size, internal_date, fingerprint IS NOT NULL AS has_fingerprint, ${IS_GONE} AS is_gone FROM message
         WHERE pair = ? AND source_uid_validity = ? AND uid = ?`,
      );
      let differs = false;
      for (const message of messages) {
        const { uid, size, internalDate, flags, fingerprint, skip } = message;
        const status = codeOf(skip === null ? 'waiting' : 'skipped');
        const values = [size, internalDate, JSON.stringify(flags), status, fingerprint, skip];
        const isNew = insert.run(pair, uidValidity, uid, ...values).changes === 1;
        if (isNew) {
          tally.follow(pair, null, { status, size, length: null, already_there: 0 });
          continue;
        }
        const known = find.get(pair, uidValidity, uid);
        if (!known) continue;
        differs ||= isOther(known, message);
        if (known.is_gone === 1) tally.forget(pair);
        if (lacks(known, message)) fillIn(connection, { pair, uidValidity }, message);
      }
      return differs;
    }),
  );
}

function isOther(known: Known, { size, internalDate }: NewMessage): boolean {
  const isOfOtherDate =
    known.internal_date !== internalDate &&
    known.internal_date !== '' &&
    internalDate !== '' &&
    !sameInstant(known.internal_date, internalDate);
  return isOfOtherDate || (known.size !== size && known.size !== 0 && size !== 0);
}

function lacks(known: Known, { fingerprint, internalDate }: NewMessage): boolean {
  return (
    known.is_gone === 1 ||
    (known.has_fingerprint === 0 && fingerprint !== null) ||
    (known.internal_date === '' && internalDate !== '')
  );
}

function fillIn(
  connection: JournalConnection,
  key: { readonly pair: number; readonly uidValidity: number },
  { uid, internalDate, flags, fingerprint }: NewMessage,
): void {
  connection
    .statement(
      `UPDATE message SET fingerprint = coalesce(fingerprint, @fingerprint),
         internal_date = CASE internal_date WHEN '' THEN @internalDate ELSE internal_date END,
         flags = CASE flags WHEN 'null' THEN @flags ELSE flags END,
         status = CASE WHEN ${IS_GONE} THEN 0 ELSE status END,
         skip = CASE WHEN ${IS_GONE} THEN NULL ELSE skip END
       WHERE pair = @pair AND source_uid_validity = @uidValidity AND uid = @uid`,
    )
    .run({ ...key, uid, fingerprint, internalDate, flags: JSON.stringify(flags) });
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
