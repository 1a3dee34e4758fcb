import type { JournalConnection } from './connection.ts';
import { followed } from './messages.ts';
import { currentUidValidity } from './pairs.ts';
import { setAsideRows } from './read-elsewhere.ts';
import type { JournalState } from './transition.ts';

/** Assignments that make a message one nothing is known of at the destination. */
const AGAIN = 'status = 0, destination_uid = NULL, already_there = 0, problem = NULL, skip = NULL, treatment = NULL';
/** The same for one that is tried again: in how many runs it came to nothing must not be forgotten. */
const RETRIED = AGAIN.replace(
  'problem = NULL',
  `problem = CASE WHEN json_extract(problem, '$.runs') > 0 THEN problem END`,
);
const CURRENT = 'pair = @pair AND source_uid_validity = (SELECT source_uid_validity FROM pair WHERE id = @pair)';

/** Kinds of problem of a message that may have arrived all the same, or may yet: it must be looked for before it is sent again. */
const PERHAPS_THERE = `json_extract(problem, '$.kind') IN ('missing', 'kept-once', 'not-compared')`;

/** failed -> waiting. */
export function retryFailed({ connection, tally }: JournalState, pair: number): void {
  const changes = connection.write(() => {
    const failed = `${CURRENT} AND status = 5`;
    connection
      .statement(
        `UPDATE pair SET reconciled = 0 WHERE id = @pair AND EXISTS (
           SELECT 1 FROM message INDEXED BY message_by_status WHERE ${failed} AND ${PERHAPS_THERE})`,
      )
      .run({ pair });
    return connection
      .statement(`UPDATE message INDEXED BY message_by_status SET ${RETRIED} WHERE ${failed}`)
      .run({ pair }).changes;
  });
  if (changes > 0) tally.forget(pair);
}

/** The destination's UIDVALIDITY changed: nothing we know of it holds. */
export function forgetDestination({ connection, tally }: JournalState, pair: number): void {
  tally.forget(pair);
  connection.write(() => {
    connection.statement(`UPDATE message SET ${AGAIN} WHERE ${CURRENT} AND status IN (1, 2, 3)`).run({ pair });
    connection
      .statement('UPDATE message SET destination_uid = NULL WHERE pair = ? AND destination_uid IS NOT NULL')
      .run(pair);
    connection.statement('DELETE FROM destination_listing WHERE pair = ?').run(pair);
    connection
      .statement(
        `UPDATE pair SET reconciled = 0, destination_start = NULL, destination_compared = NULL, newcomers = 0, doubled = 0
         WHERE id = ?`,
      )
      .run(pair);
  });
}

/** UIDs of the source may mean other messages now, under the same UIDVALIDITY. */
export function distrustUids({ connection, tally }: JournalState, pair: number): void {
  followed(tally, pair, () => {
    connection.write(() => {
      const uidValidity = currentUidValidity(connection, pair);
      setAsideRows(connection, pair, uidValidity);
      beginIndex(connection, pair, uidValidity);
    });
    tally.forget(pair);
  });
}

/** The source's UIDVALIDITY changed, or is known for the first time. */
export function changeSourceUidValidity({ connection, tally }: JournalState, pair: number, uidValidity: number): void {
  followed(tally, pair, () => {
    connection.write(() => beginIndex(connection, pair, uidValidity));
    tally.forget(pair);
  });
}

/** Nothing is listed yet. Within the caller's transaction. */
function beginIndex(connection: JournalConnection, pair: number, uidValidity: number): void {
  connection
    .statement(
      `UPDATE pair SET source_uid_validity = ?, indexed_uid_next = NULL, indexed_messages = NULL,
         source_highest_modseq = NULL, indexed_share = NULL, source_listed = NULL
       WHERE id = ?`,
    )
    .run(uidValidity, pair);
}
