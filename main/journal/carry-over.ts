import { epochOf } from '../engine/internal-date.ts';
import type { JournalConnection } from './connection.ts';
import { currentUidValidity, pairById } from './pairs.ts';
import type { JournalState } from './transition.ts';

/** Statuses worth carrying over: intended, copied, verified, failed. */
const CARRIED = [1, 2, 3, 5];

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
  connection.bare((database) => {
    // The same instant may be told in another zone; what is no date is compared as text.
    database.function('instant', { deterministic: true }, (date) => String(epochOf(String(date)) ?? date));
  });
  return connection.write(() => {
    const current = currentUidValidity(connection, pair);
    connection.database.exec(PREPARE);
    connection.database.prepare(HEIRS).run({ pair, current });
    const { changes } = connection.database.prepare(MATCH).run({ pair, current });
    connection.database.prepare(MOVE).run({ pair, current });
    connection.database.prepare(REMOVE).run({ pair });
    connection.database.exec('DROP TABLE temp.successor; DROP TABLE temp.heir');
    return changes;
  });
}

const PREPARE = `
  DROP TABLE IF EXISTS temp.heir;
  DROP TABLE IF EXISTS temp.successor;
  CREATE TABLE temp.heir (
    fingerprint BLOB NOT NULL, size INTEGER NOT NULL, date TEXT NOT NULL, place INTEGER NOT NULL, uid INTEGER NOT NULL,
    PRIMARY KEY (fingerprint, size, date, place)) STRICT, WITHOUT ROWID;
  CREATE TABLE temp.successor (
    uid INTEGER PRIMARY KEY, former_uid_validity INTEGER NOT NULL, former_uid INTEGER NOT NULL) STRICT`;

/** Numbers the `waiting` rows among those that look the same. */
const HEIRS = `
  INSERT INTO temp.heir (fingerprint, size, date, place, uid)
  SELECT fingerprint, size, date, row_number() OVER (PARTITION BY fingerprint, size, date ORDER BY uid), uid
  FROM (
    SELECT fingerprint, size, instant(internal_date) AS date, uid FROM message INDEXED BY message_by_status
    WHERE pair = @pair AND source_uid_validity = @current AND status = 0 AND fingerprint IS NOT NULL
  )`;

/**
 * Numbers the former rows likewise; those with one number belong together. Of equal ones the verified and copied come first, so
 * that they find a successor before the others.
 */
const MATCH = `
  INSERT INTO temp.successor (uid, former_uid_validity, former_uid)
  SELECT heir.uid, former.source_uid_validity, former.uid
  FROM (
    SELECT fingerprint, size, date, source_uid_validity, uid, row_number() OVER (
      PARTITION BY fingerprint, size, date
      ORDER BY CASE status WHEN 3 THEN 0 WHEN 2 THEN 1 WHEN 1 THEN 2 ELSE 3 END, source_uid_validity DESC, uid) AS place
    FROM (
      SELECT fingerprint, size, instant(internal_date) AS date, source_uid_validity, uid, status FROM message
      WHERE pair = @pair AND source_uid_validity <> @current AND status IN (${CARRIED.join(', ')})
        AND fingerprint IS NOT NULL
    )
  ) AS former
  CROSS JOIN temp.heir ON heir.fingerprint = former.fingerprint AND heir.size = former.size AND heir.date = former.date
    AND heir.place = former.place
  ORDER BY heir.uid`;

const MOVE = `
  UPDATE message SET status = former.status, digest = former.digest, destination_uid = former.destination_uid,
    already_there = former.already_there, problem = former.problem, compared = former.compared,
    treatment = former.treatment, length = former.length
  FROM temp.successor CROSS JOIN message AS former
    ON former.pair = @pair AND former.source_uid_validity = successor.former_uid_validity
      AND former.uid = successor.former_uid
  WHERE message.pair = @pair AND message.source_uid_validity = @current AND message.uid = successor.uid`;

const REMOVE = `
  DELETE FROM message WHERE (pair, source_uid_validity, uid) IN (
    SELECT @pair, former_uid_validity, former_uid FROM temp.successor ORDER BY 2, 3)`;

/** Every UIDVALIDITY the pair has rows of but the current one; from one to the next, so that rows are not read. */
function formerUidValidities(connection: JournalConnection, pair: number, current: number | null): number[] {
  const next = connection
    .statement('SELECT min(source_uid_validity) FROM message WHERE pair = ? AND source_uid_validity > ?')
    .pluck();
  const found: number[] = [];
  // Below zero are those of a mailbox that was read before; see read-elsewhere.ts.
  for (let value = next.get(pair, Number.MIN_SAFE_INTEGER); typeof value === 'number'; value = next.get(pair, value)) {
    if (value !== current) found.push(value);
  }
  return found;
}
