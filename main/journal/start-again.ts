import { followed } from './messages.ts';
import type { JournalState } from './transition.ts';

/** Assignments that make a message one nothing is known of at the destination. */
const AGAIN = 'status = 0, destination_uid = NULL, already_there = 0, problem = NULL, skip = NULL, treatment = NULL';
const CURRENT = 'pair = @pair AND source_uid_validity = (SELECT source_uid_validity FROM pair WHERE id = @pair)';

/** failed -> waiting. */
export function retryFailed({ connection, tally }: JournalState, pair: number): void {
  const { changes } = connection.write(() =>
    connection
      .statement(`UPDATE message INDEXED BY message_by_status SET ${AGAIN} WHERE ${CURRENT} AND status = 5`)
      .run({ pair }),
  );
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
    connection.statement('UPDATE pair SET reconciled = 0 WHERE id = ?').run(pair);
  });
}

/** The source's UIDVALIDITY changed, or is known for the first time. */
export function changeSourceUidValidity({ connection, tally }: JournalState, pair: number, uidValidity: number): void {
  followed(tally, pair, () => {
    connection.write(() => {
      connection
        .statement(
          `UPDATE pair SET source_uid_validity = ?, indexed_uid_next = NULL, indexed_messages = NULL,
             source_highest_modseq = NULL, indexed_share = NULL
           WHERE id = ?`,
        )
        .run(uidValidity, pair);
    });
    tally.forget(pair);
  });
}
