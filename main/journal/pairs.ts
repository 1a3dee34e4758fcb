import type { LeftOut, MailboxPair } from '../../shared/model/plan.ts';
import type { JournalPair, PairChange } from '../engine/journal-port.ts';
import { companionsIn } from './companions.ts';
import type { JournalConnection } from './connection.ts';
import { replaceLeftOut } from './migrations.ts';
import { toPair, type PairRow } from './pair-row.ts';
import { startOverElsewhere } from './read-elsewhere.ts';

/** Enters or refreshes the pairs of a plan. @returns the plan's pairs, in its order */
export function savePlan(
  connection: JournalConnection,
  migration: number,
  plan: { readonly pairs: readonly MailboxPair[]; readonly leftOut: readonly LeftOut[] },
): readonly JournalPair[] {
  companionsIn(connection).forget();
  return connection.write(() => {
    // What decides where messages go (destination, role, renamed) never changes once it is written.
    const save = connection.statement<PairRow>(
      `INSERT INTO pair (migration, source, destination, role, renamed, messages, bytes, subscribed, existed, reads_from)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (migration, source) DO UPDATE SET messages = excluded.messages, bytes = excluded.bytes,
         subscribed = excluded.subscribed, existed = excluded.existed, reads_from = excluded.reads_from
       RETURNING *`,
    );
    const saved = plan.pairs.map((pair) => {
      const readsFrom = pair.readsFrom ?? null;
      startOverElsewhere(connection, migration, pair.source, readsFrom);
      const flags = [Number(pair.subscribed), Number(pair.exists), readsFrom];
      const names = [pair.source, pair.destination, pair.role, JSON.stringify(pair.renamed)];
      return required(save.get(migration, ...names, pair.messages, pair.bytes, ...flags), pair.source);
    });
    replaceLeftOut(connection, migration, plan.leftOut);
    return saved.map((row) => toPair(connection, row));
  });
}

/** Every pair of a move, in the order in which they were first planned. */
export function pairsOf(connection: JournalConnection, migration: number): readonly JournalPair[] {
  return connection.read(() =>
    connection
      .statement<PairRow>('SELECT * FROM pair WHERE migration = ? ORDER BY id')
      .all(migration)
      .map((row) => toPair(connection, row)),
  );
}

export function pairById(connection: JournalConnection, pair: number): JournalPair {
  const row = connection.read(() => connection.statement<PairRow>('SELECT * FROM pair WHERE id = ?').get(pair));
  return toPair(connection, required(row, String(pair)));
}

/** Changes the given numbers of a pair and leaves the others. */
export function changePair(connection: JournalConnection, pair: number, change: PairChange): void {
  connection.write(() => {
    const next = { ...pairById(connection, pair), ...change };
    connection
      .statement(
        `UPDATE pair SET source_uid_validity = ?, indexed_uid_next = ?, indexed_messages = ?, source_highest_modseq = ?,
           indexed_share = ?,
           destination_uid_validity = ?, destination_uid_next = ?, destination_highest_modseq = ?, reconciled = ?,
           dropped_keywords = ?, source_listed = ?, problem = ?,
           destination_start = ?, destination_compared = ?, newcomers = ?, doubled = ?
         WHERE id = ?`,
      )
      .run(
        next.sourceUidValidity,
        next.indexedUidNext,
        next.indexedMessages,
        next.sourceHighestModseq?.toString() ?? null,
        next.indexedShare,
        next.destinationUidValidity,
        next.destinationUidNext,
        next.destinationHighestModseq?.toString() ?? null,
        Number(next.reconciled),
        JSON.stringify(next.droppedKeywords),
        next.sourceListed,
        next.problem === null ? null : JSON.stringify(next.problem),
        next.destinationStart,
        next.destinationCompared,
        next.newcomers,
        next.doubled,
        pair,
      );
  });
}

/**
 * The UIDVALIDITY under which the pair's messages are looked for.
 * @throws Error when the source mailbox was never opened: rows without a UIDVALIDITY could not be recognised later
 */
export function currentUidValidity(connection: JournalConnection, pair: number): number {
  const value = connection.statement('SELECT source_uid_validity FROM pair WHERE id = ?').pluck().get(pair);
  if (typeof value !== 'number') throw new Error(`Pair ${String(pair)} has no source UIDVALIDITY yet`);
  return value;
}

function required<Row>(row: Row | undefined, name: string): Row {
  if (row === undefined) throw new Error(`There is no mailbox pair ${name}`);
  return row;
}
