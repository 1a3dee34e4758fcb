import type { JournalConnection } from './connection.ts';

interface Claims {
  readonly messages: number;
  readonly uids: number;
}

/** How many of the messages that arrived have no destination UID of their own; see {@link Journal.sharedUids}. */
export function sharedUids(connection: JournalConnection, pairs: readonly number[]): number {
  return connection.read(() => {
    const claims = connection
      .statement<Claims>(
        `SELECT count(*) AS messages, count(DISTINCT destination_uid) AS uids
         FROM json_each(?) AS chosen CROSS JOIN pair ON pair.id = chosen.value
           CROSS JOIN message ON message.pair = pair.id AND message.source_uid_validity = pair.source_uid_validity
         WHERE status IN (2, 3)`,
      )
      .get(JSON.stringify(pairs));
    return claims ? claims.messages - claims.uids : 0;
  });
}
