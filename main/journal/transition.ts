import type { MessageStatus } from '../engine/journal-port.ts';
import type { JournalConnection } from './connection.ts';
import { codeOf, statusOf } from './message-row.ts';
import { followed } from './messages.ts';
import { currentUidValidity } from './pairs.ts';
import type { Counted, Tally } from './tally.ts';

/** A change of status: where it may come from and what it writes besides. */
export interface Transition {
  readonly to: MessageStatus;
  readonly from: readonly MessageStatus[];
  /** Further assignments, with `?` for each of the message's values. */
  readonly set: string;
}

/** One message to change, with the values of the transition's `?`. */
export interface Changed {
  readonly uid: number;
  readonly values: readonly unknown[];
}

/** What the journal is asked through: the file and its counts. */
export interface JournalState {
  readonly connection: JournalConnection;
  readonly tally: Tally;
}

/**
 * Changes the status of messages in one transaction, all or none.
 * @throws Error when one is unknown or in a status the change cannot come from: to go on could send a message twice
 */
export function changeStatus(
  { connection, tally }: JournalState,
  pair: number,
  transition: Transition,
  messages: readonly Changed[],
): void {
  if (messages.length === 0) return;
  const status = codeOf(transition.to);
  followed(tally, pair, () => {
    connection.write(() => {
      const uidValidity = currentUidValidity(connection, pair);
      const change = connection.statement<Counted>(
        `UPDATE message SET status = ${String(status)}${transition.set === '' ? '' : `, ${transition.set}`}
         WHERE pair = ? AND source_uid_validity = ? AND uid = ?
         RETURNING status, size, length, already_there`,
      );
      for (const { uid, values } of messages) {
        const before = readCounted(connection, pair, uidValidity, uid);
        if (before === undefined || !transition.from.includes(statusOf(before.status))) {
          throw new Error(refusal(pair, uid, before, transition));
        }
        const after = change.get(...values, pair, uidValidity, uid);
        if (after) tally.follow(pair, before, after);
      }
    });
  });
}

function readCounted(
  connection: JournalConnection,
  pair: number,
  uidValidity: number,
  uid: number,
): Counted | undefined {
  return connection
    .statement<Counted>(
      'SELECT status, size, length, already_there FROM message WHERE pair = ? AND source_uid_validity = ? AND uid = ?',
    )
    .get(pair, uidValidity, uid);
}

function refusal(pair: number, uid: number, before: Counted | undefined, { to }: Transition): string {
  const state = before ? statusOf(before.status) : 'unknown';
  return `Message ${String(uid)} of pair ${String(pair)} is ${state} and cannot become ${to}`;
}
