import type { PlaceOfMessage } from '../engine/journal-port.ts';
import type { JournalConnection } from './connection.ts';
import { currentUidValidity } from './pairs.ts';
import { fromJson } from './stored-json.ts';

interface PlaceRow {
  readonly destination: string;
  readonly destination_uid_validity: number;
  readonly destination_uid: number;
  readonly flags: string;
  readonly fingerprint: Buffer | null;
  readonly digest: Buffer | null;
  readonly already_there: number;
}

/** In this order of tables the lookup is by UID, of which few pairs have each. Of several places the one we filled ourselves counts first: nobody has changed anything there before us. */
const PLACE = `
  SELECT there.destination, there.destination_uid_validity, message.destination_uid, message.flags, message.fingerprint,
    message.digest, message.already_there
  FROM pair AS here
  CROSS JOIN message INDEXED BY message_shared ON message.source_uid_validity = here.source_uid_validity
    AND message.uid = @uid AND message.pair <> here.id AND message.first_pair IS NOT NULL
  CROSS JOIN pair AS there ON there.id = message.pair AND there.migration = here.migration
    AND there.reads_from = here.reads_from AND there.destination_uid_validity IS NOT NULL
  WHERE here.id = @pair AND message.status IN (2, 3) AND message.destination_uid IS NOT NULL
  ORDER BY message.already_there, message.pair LIMIT 1`;

/** Where messages of a pair are at the destination by other pairs that read from the same mailbox; see {@link Journal.placesOf}. */
export function placesOf(
  connection: JournalConnection,
  pair: number,
  uids: readonly number[],
): ReadonlyMap<number, PlaceOfMessage> {
  return connection.read(() => {
    currentUidValidity(connection, pair);
    const find = connection.statement<PlaceRow>(PLACE);
    const places = new Map<number, PlaceOfMessage>();
    for (const uid of uids) {
      const row = find.get({ pair, uid });
      if (row) places.set(uid, toPlace(connection, row));
    }
    return places;
  });
}

function toPlace(connection: JournalConnection, row: PlaceRow): PlaceOfMessage {
  return {
    mailbox: row.destination,
    uidValidity: row.destination_uid_validity,
    uid: row.destination_uid,
    flags: fromJson<string[]>(connection, row.flags),
    fingerprint: row.fingerprint,
    digest: row.digest,
    alreadyThere: row.already_there === 1,
  };
}
