import { sameInstant } from '../engine/internal-date.ts';
import type { JournalConnection } from './connection.ts';
import { dropMatchTables, matchTables, sortWaiting } from './match-table.ts';
import { codeOf, MESSAGE_COLUMNS, type MessageRow } from './message-row.ts';
import { currentUidValidity, pairById } from './pairs.ts';
import type { JournalState } from './transition.ts';

/** Statuses worth carrying over, the surest first: of equal messages the copied ones find a successor before the others. */
const CARRIED = (['verified', 'copied', 'intended', 'failed'] as const).map(codeOf);
const PAGE = 500;

/** Whether rows of a former UIDVALIDITY are left that could be recognised. */
export function hasFormerMessages({ connection }: JournalState, pair: number): boolean {
  return connection.read(() => {
    const one = connection.statement(
      `SELECT 1 FROM message INDEXED BY message_by_status
       WHERE pair = ? AND source_uid_validity = ? AND status = ? AND fingerprint IS NOT NULL LIMIT 1`,
    );
    const { sourceUidValidity } = pairById(connection, pair);
    return formerUidValidities(connection, pair, sourceUidValidity).some((former) =>
      CARRIED.some((status) => one.get(pair, former, status) !== undefined),
    );
  });
}

/**
 * Gives every former row a successor among the `waiting` rows with the same fingerprint, size and INTERNALDATE, one to one.
 * The former row goes; one without a successor stays, because it says what we put at the destination.
 * @returns how many were carried over
 */
export function carryOver({ connection, tally }: JournalState, pair: number): number {
  tally.forget(pair);
  return connection.write(() => {
    const current = currentUidValidity(connection, pair);
    sortWaiting(connection, pair);
    let carried = 0;
    for (const status of CARRIED) {
      for (const former of formerUidValidities(connection, pair, current)) {
        carried += carryStatus(connection, { pair, current, former, status });
      }
    }
    dropMatchTables(connection, pair);
    return carried;
  });
}

interface Carrying {
  readonly pair: number;
  readonly current: number;
  readonly former: number;
  readonly status: number;
}

function carryStatus(connection: JournalConnection, carrying: Carrying): number {
  const next = connection.statement<MessageRow>(
    `SELECT ${MESSAGE_COLUMNS} FROM message INDEXED BY message_by_status
     WHERE pair = ? AND source_uid_validity = ? AND status = ? AND uid > ? ORDER BY uid LIMIT ${String(PAGE)}`,
  );
  let carried = 0;
  for (let after = 0; ;) {
    const page = next.all(carrying.pair, carrying.former, carrying.status, after);
    for (const row of page) {
      const successor = findSuccessor(connection, carrying, row);
      if (successor === null) continue;
      moveTo(connection, carrying, row, successor);
      carried++;
    }
    const last = page.at(-1);
    if (!last) return carried;
    after = last.uid;
  }
}

/** UID of the first row that can stand for a former one. */
function findSuccessor(connection: JournalConnection, { pair, current }: Carrying, row: MessageRow): number | null {
  if (row.fingerprint === null) return null;
  const candidates = connection
    .statement<{ uid: number; size: number; internal_date: string }>(
      `SELECT message.uid, size, internal_date FROM ${matchTables(pair).waiting} AS sorted
       CROSS JOIN message ON pair = ? AND source_uid_validity = ? AND message.uid = sorted.uid
       WHERE sorted.fingerprint = ? ORDER BY sorted.uid`,
    )
    .iterate(pair, current, row.fingerprint);
  for (const candidate of candidates) {
    if (candidate.size === row.size && sameInstant(candidate.internal_date, row.internal_date)) return candidate.uid;
  }
  return null;
}

function moveTo(
  connection: JournalConnection,
  { pair, current, former }: Carrying,
  row: MessageRow,
  uid: number,
): void {
  connection
    .statement(
      `UPDATE message SET status = ?, digest = ?, destination_uid = ?, already_there = ?, problem = ?
       WHERE pair = ? AND source_uid_validity = ? AND uid = ?`,
    )
    .run(row.status, row.digest, row.destination_uid, row.already_there, row.problem, pair, current, uid);
  // Out of the way of the next ones, or many equal messages would be walked over again and again.
  connection
    .statement(`DELETE FROM ${matchTables(pair).waiting} WHERE fingerprint = ? AND uid = ?`)
    .run(row.fingerprint, uid);
  connection
    .statement('DELETE FROM message WHERE pair = ? AND source_uid_validity = ? AND uid = ?')
    .run(pair, former, row.uid);
}

/** Every UIDVALIDITY the pair has rows of but the current one; from one to the next, so that rows are not read. */
function formerUidValidities(connection: JournalConnection, pair: number, current: number | null): number[] {
  const next = connection
    .statement('SELECT min(source_uid_validity) FROM message WHERE pair = ? AND source_uid_validity > ?')
    .pluck();
  const found: number[] = [];
  for (let value = next.get(pair, -1); typeof value === 'number'; value = next.get(pair, value)) {
    if (value !== current) found.unshift(value);
  }
  return found;
}
