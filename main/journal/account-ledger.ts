import type { AccountLedger, Direction, Refusal, Traffic } from '../engine/account-ledger.ts';
import type { JournalConnection } from './connection.ts';

interface RefusalRow {
  readonly kind: Refusal['kind'];
  readonly at: number;
  readonly direction: Direction;
  readonly bytes: number;
  readonly connections: number;
  readonly until: number;
  readonly went_on_at: number | null;
}

/** The ledger in a file that has its tables (see schema/ledger-tables.ts). */
export function sqliteLedger(connection: JournalConnection): AccountLedger {
  return {
    addTraffic: (amounts) => addTraffic(connection, amounts),
    trafficSince(account, direction, since, until = Number.MAX_SAFE_INTEGER) {
      const sum = connection.read(() =>
        connection
          .statement(
            'SELECT coalesce(sum(bytes), 0) FROM account_traffic WHERE account = ? AND direction = ? AND at >= ? AND at <= ?',
          )
          .pluck()
          .get(account, direction, since, until),
      );
      return Number(sum);
    },
    addRefusal(account, { kind, at, direction, bytes, connections, until, wentOnAt }) {
      connection.write(() => {
        connection
          .statement(
            `INSERT INTO account_refusal (account, at, kind, direction, bytes, connections, until, went_on_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (account, at, kind, direction) DO UPDATE
             SET until = max(until, excluded.until), connections = min(connections, excluded.connections)`,
          )
          .run(account, at, kind, direction, bytes, connections, until, wentOnAt);
      });
    },
    wentOn(account, at) {
      connection.write(() => {
        connection
          .statement('UPDATE account_refusal SET went_on_at = ? WHERE account = ? AND went_on_at IS NULL')
          .run(at, account);
      });
    },
    refusals: (account) =>
      connection.read(() =>
        connection
          .statement<RefusalRow>(
            `SELECT kind, at, direction, bytes, connections, until, went_on_at
             FROM account_refusal WHERE account = ? ORDER BY at, kind, direction`,
          )
          .all(account)
          .map(({ went_on_at, ...refusal }) => ({ ...refusal, wentOnAt: went_on_at })),
      ),
    forgetBefore: (moment) => forget(connection, 'at < ?', moment),
    keepOnly: (accounts) =>
      forget(connection, 'account NOT IN (SELECT value FROM json_each(?))', JSON.stringify(accounts)),
  };
}

function addTraffic(connection: JournalConnection, amounts: readonly Traffic[]): void {
  // A connection to a server may end a moment after the file was closed: a kill forgets as much.
  if (amounts.length === 0 || !connection.database.open) return;
  connection.write(() => {
    const insert = connection.statement(
      `INSERT INTO account_traffic (account, direction, at, bytes) VALUES (?, ?, ?, ?)
       ON CONFLICT (account, direction, at) DO UPDATE SET bytes = bytes + excluded.bytes`,
    );
    for (const { account, direction, at, bytes } of amounts) insert.run(account, direction, at, bytes);
  });
}

function forget(connection: JournalConnection, condition: string, value: number | string): void {
  connection.write(() => {
    connection.statement(`DELETE FROM account_traffic WHERE ${condition}`).run(value);
    connection.statement(`DELETE FROM account_refusal WHERE ${condition}`).run(value);
  });
}
