import type { SharedMessage } from '../engine/journal-port.ts';
import type { JournalConnection } from './connection.ts';
import { codeOf } from './message-row.ts';
import { currentUidValidity } from './pairs.ts';
import type { Counted, Tally } from './tally.ts';
import type { JournalState } from './transition.ts';

/** Nothing of these is at the destination, as far as anybody knows. */
const NOT_SENT = `status IN (${(['waiting', 'skipped', 'failed'] as const).map(codeOf).join(', ')})`;

/** Enters shared messages into all pairs they belong to, and takes them out of those they do not; see {@link Journal.addShares}. */
export function addShares({ connection, tally }: JournalState, pair: number, messages: readonly SharedMessage[]): void {
  const siblings = siblingsOf(connection, pair);
  try {
    connection.write(() => {
      const entry = new Entry({ connection, tally }, currentUidValidity(connection, pair));
      for (const message of messages) {
        for (const id of message.pairs) entry.enter(id, message);
        entry.takeOut(message, siblings);
      }
    });
  } catch (error) {
    for (const id of siblings) tally.forget(id);
    throw error;
  }
}

/** The statements of one transaction. */
class Entry {
  readonly #connection: JournalConnection;
  readonly #tally: Tally;
  readonly #uidValidity: number;

  constructor({ connection, tally }: JournalState, uidValidity: number) {
    this.#connection = connection;
    this.#tally = tally;
    this.#uidValidity = uidValidity;
  }

  enter(pair: number, message: SharedMessage): void {
    const { uid, size, internalDate, fingerprint, skip } = message;
    const status = codeOf(skip === null ? 'waiting' : 'skipped');
    const flags = JSON.stringify(message.flags);
    const values = [size, internalDate, flags, status, fingerprint, skip, message.pairs[0] ?? pair];
    const { changes } = this.#connection
      .statement(
        `INSERT INTO message (pair, source_uid_validity, uid, size, internal_date, flags, status, fingerprint, skip, first_pair)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      )
      .run(pair, this.#uidValidity, uid, ...values);
    if (changes === 0) this.#refresh(pair, message, flags);
    else this.#tally.follow(pair, null, { status, size, length: null, already_there: 0 });
  }

  /** What was not sent yet goes with the flags, and by the way, of today. */
  #refresh(pair: number, { uid, fingerprint, pairs }: SharedMessage, flags: string): void {
    this.#connection
      .statement(
        `UPDATE message SET fingerprint = coalesce(fingerprint, @fingerprint),
           flags = CASE WHEN ${NOT_SENT} THEN @flags ELSE flags END, first_pair = @first
         WHERE pair = @pair AND source_uid_validity = @uidValidity AND uid = @uid
           AND (fingerprint IS NULL AND @fingerprint IS NOT NULL OR flags <> @flags OR first_pair IS NOT @first)`,
      )
      .run({ pair, uidValidity: this.#uidValidity, uid, fingerprint, flags, first: pairs[0] ?? pair });
  }

  takeOut({ uid, pairs }: SharedMessage, siblings: readonly number[]): void {
    const known = this.#connection
      .statement(
        `SELECT pair FROM message INDEXED BY message_shared
         WHERE source_uid_validity = ? AND uid = ? AND first_pair IS NOT NULL`,
      )
      .pluck()
      .all(this.#uidValidity, uid) as number[];
    for (const pair of known) {
      if (pairs.includes(pair) || !siblings.includes(pair)) continue;
      const gone = this.#connection
        .statement<Counted>(
          `DELETE FROM message WHERE pair = ? AND source_uid_validity = ? AND uid = ? AND ${NOT_SENT}
           RETURNING status, size, length, already_there`,
        )
        .get(pair, this.#uidValidity, uid);
      if (gone) this.#tally.unfollow(pair, gone);
    }
  }
}

/** The pairs of the same move that read from the same mailbox, this one among them. */
function siblingsOf(connection: JournalConnection, pair: number): readonly number[] {
  const ids = connection.read(() =>
    connection
      .statement(
        `SELECT other.id FROM pair AS one JOIN pair AS other
           ON other.migration = one.migration AND other.reads_from = one.reads_from
         WHERE one.id = ? ORDER BY other.id`,
      )
      .pluck()
      .all(pair),
  );
  return ids as number[];
}

/** The other pairs in which messages of this one are to arrive first. */
export function firstPairs(connection: JournalConnection, pair: number): readonly number[] {
  const ids = connection.read(() =>
    connection
      .statement(
        `SELECT DISTINCT first_pair FROM message INDEXED BY message_copies
         WHERE pair = @pair AND source_uid_validity = (SELECT source_uid_validity FROM pair WHERE id = @pair)
           AND first_pair <> pair
         ORDER BY first_pair`,
      )
      .pluck()
      .all({ pair }),
  );
  return ids as number[];
}
