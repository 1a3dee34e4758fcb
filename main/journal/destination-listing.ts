import type { FingerprintGroup, ListedAtDestination } from '../engine/journal-port.ts';
import type { JournalConnection } from './connection.ts';
import { MESSAGE_COLUMNS, toMessage, type MessageRow } from './message-row.ts';

const CURRENT = '(SELECT source_uid_validity FROM pair WHERE id = @pair)';
const UNASSIGNED = `NOT EXISTS (SELECT 1 FROM message AS assigned
  WHERE assigned.pair = @pair AND assigned.source_uid_validity = ${CURRENT} AND assigned.destination_uid = listed.uid)`;

export function clearDestinationListing(connection: JournalConnection, pair: number): void {
  connection.write(() => connection.statement('DELETE FROM destination_listing WHERE pair = ?').run(pair));
}

export function addDestinationListing(
  connection: JournalConnection,
  pair: number,
  messages: readonly ListedAtDestination[],
): void {
  connection.write(() => {
    const insert = connection.statement(
      'INSERT OR REPLACE INTO destination_listing (pair, fingerprint, uid, size, internal_date) VALUES (?, ?, ?, ?, ?)',
    );
    for (const { fingerprint, uid, size, internalDate } of messages) {
      insert.run(pair, fingerprint, uid, size, internalDate);
    }
  });
}

/** Destination UIDs from `fromUid` on that belong to a message of the pair. */
export function assignedDestinationUids(
  connection: JournalConnection,
  pair: number,
  fromUid: number,
): ReadonlySet<number> {
  const uids = connection.read(() =>
    connection
      .statement(
        `SELECT destination_uid FROM message
         WHERE pair = @pair AND source_uid_validity = ${CURRENT} AND destination_uid >= @fromUid`,
      )
      .pluck()
      .all({ pair, fromUid }),
  );
  return new Set(uids as number[]);
}

/**
 * Up to `limit` groups of `waiting` and unassigned listed messages with a common fingerprint above `after`.
 * Both sides are sorted, so each in turn jumps to where the other stands; neither is read as a whole.
 */
export function commonFingerprints(
  connection: JournalConnection,
  pair: number,
  after: Buffer | null,
  limit: number,
): readonly FingerprintGroup[] {
  return connection.read(() => {
    const groups: FingerprintGroup[] = [];
    let waiting = nextWaiting(connection, pair, after);
    while (waiting && groups.length < limit) {
      const listed = nextListed(connection, pair, waiting);
      if (!listed) break;
      if (listed.equals(waiting)) {
        groups.push(readGroup(connection, pair, waiting));
        waiting = nextWaiting(connection, pair, waiting);
      } else {
        waiting = nextWaiting(connection, pair, listed, true);
      }
    }
    return groups;
  });
}

/** The first fingerprint of a `waiting` message above `from`, or not below it when `inclusive`. */
function nextWaiting(
  connection: JournalConnection,
  pair: number,
  from: Buffer | null,
  inclusive = from === null,
): Buffer | null {
  const found = connection
    .statement(
      `SELECT fingerprint FROM message INDEXED BY message_to_match
       WHERE pair = @pair AND source_uid_validity = ${CURRENT} AND status = 0 AND fingerprint ${inclusive ? '>=' : '>'} @from
       ORDER BY fingerprint LIMIT 1`,
    )
    .pluck()
    .get({ pair, from: from ?? Buffer.alloc(0) });
  return Buffer.isBuffer(found) ? found : null;
}

/** The first fingerprint of an unassigned destination message not below `from`. */
function nextListed(connection: JournalConnection, pair: number, from: Buffer): Buffer | null {
  const found = connection
    .statement(
      `SELECT fingerprint FROM destination_listing AS listed
       WHERE pair = @pair AND fingerprint >= @from AND ${UNASSIGNED} ORDER BY fingerprint LIMIT 1`,
    )
    .pluck()
    .get({ pair, from });
  return Buffer.isBuffer(found) ? found : null;
}

function readGroup(connection: JournalConnection, pair: number, fingerprint: Buffer): FingerprintGroup {
  const source = connection
    .statement<MessageRow>(
      `SELECT ${MESSAGE_COLUMNS} FROM message INDEXED BY message_to_match
       WHERE pair = @pair AND source_uid_validity = ${CURRENT} AND status = 0 AND fingerprint = @fingerprint ORDER BY uid`,
    )
    .all({ pair, fingerprint })
    .map((row) => toMessage(connection, row));
  const destination = connection
    .statement<ListedAtDestination>(
      `SELECT uid, size, internal_date AS internalDate, fingerprint FROM destination_listing AS listed
       WHERE pair = @pair AND fingerprint = @fingerprint AND ${UNASSIGNED} ORDER BY uid`,
    )
    .all({ pair, fingerprint });
  return { fingerprint, source, destination };
}
