import type { RenameReason } from '../../shared/model/plan.ts';
import { companionsIn } from './companions.ts';
import type { JournalConnection } from './connection.ts';
import { pairById } from './pairs.ts';

/** Sends a pair, and those that go to the same mailbox, to one of another name that is still to be made. */
export function renameDestination(
  connection: JournalConnection,
  pair: number,
  destination: string,
  reason: RenameReason,
): void {
  companionsIn(connection).forget();
  connection.write(() => {
    const former = pairById(connection, pair).destination;
    const together = connection
      .statement<{ id: number }>(
        `SELECT other.id FROM pair AS one JOIN pair AS other ON other.migration = one.migration
         WHERE one.id = ? AND other.destination = ?`,
      )
      .all(pair, former);
    const update = connection.statement('UPDATE pair SET destination = ?, renamed = ?, existed = 0 WHERE id = ?');
    for (const { id } of together) {
      const renamed = new Set([...pairById(connection, id).renamed, reason]);
      update.run(destination, JSON.stringify([...renamed]), id);
    }
  });
}
