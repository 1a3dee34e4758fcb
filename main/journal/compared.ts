import type { ComparedCounts } from '../engine/journal-port.ts';
import type { JournalConnection } from './connection.ts';
import { codeOf } from './message-row.ts';

/** How many of a pair's verified messages were compared byte for byte, and how many of them by chance; from an index alone. */
export function comparedOf(connection: JournalConnection, pair: number): ComparedCounts {
  const found = connection.read(() =>
    connection
      .statement<ComparedCounts>(
        `SELECT count(*) AS bodies, count(*) FILTER (WHERE compared = 2) AS atRandom
         FROM message INDEXED BY message_compared
         WHERE pair = @pair AND source_uid_validity = (SELECT source_uid_validity FROM pair WHERE id = @pair)
           AND status = @verified AND compared > 0`,
      )
      .get({ pair, verified: codeOf('verified') }),
  );
  return found ?? { bodies: 0, atRandom: 0 };
}
