import type { Side } from '../../shared/model/problem.ts';
import type { JournalConnection } from './connection.ts';

/** Accounts bytes of one side at a moment (milliseconds since 1970). */
export function addTraffic(
  connection: JournalConnection,
  migration: number,
  side: Side,
  amount: { readonly bytes: number; readonly at: number },
): void {
  connection.write(() => {
    connection
      .statement(
        `INSERT INTO traffic (migration, side, at, bytes) VALUES (?, ?, ?, ?)
         ON CONFLICT (migration, side, at) DO UPDATE SET bytes = bytes + excluded.bytes`,
      )
      .run(migration, side, amount.at, amount.bytes);
  });
}

/** Bytes of one side from a moment on, that moment included. */
export function trafficSince(connection: JournalConnection, migration: number, side: Side, since: number): number {
  const sum = connection.read(() =>
    connection
      .statement('SELECT coalesce(sum(bytes), 0) FROM traffic WHERE migration = ? AND side = ? AND at >= ?')
      .pluck()
      .get(migration, side, since),
  );
  return Number(sum);
}
