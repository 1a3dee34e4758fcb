import type { JournalConnection } from './connection.ts';

/** Rows of a pair, under one UIDVALIDITY of its source. */
export interface RowsOfPair {
  readonly pair: number;
  readonly uidValidity: number;
}

interface Known {
  readonly id: number;
  readonly others: string;
}

/**
 * Which pairs of a move have one destination. Few have, and none changes its destination, so that it is looked up once and known until
 * another plan is entered: pairs with a destination of their own cost nothing.
 */
class Companions {
  readonly #connection: JournalConnection;
  #others: ReadonlyMap<number, readonly number[]> | null = null;

  constructor(connection: JournalConnection) {
    this.#connection = connection;
  }

  /** There may be more pairs now. */
  forget(): void {
    this.#others = null;
  }

  /** The other pairs with the destination of this one. */
  of(pair: number): readonly number[] {
    this.#others ??= this.#load();
    return this.#others.get(pair) ?? [];
  }

  /**
   * Under which source UIDVALIDITYs other pairs have messages in the destination mailbox as it is now: of a destination with another
   * UIDVALIDITY nothing they know holds. Rows of their former UIDVALIDITYs count, since they may be carried over later.
   */
  rowsOf(pair: number): readonly RowsOfPair[] {
    const others = this.of(pair);
    if (others.length === 0) return [];
    const uidValidity = this.#connection.statement('SELECT destination_uid_validity FROM pair WHERE id = ?').pluck();
    const now = uidValidity.get(pair);
    if (typeof now !== 'number') return [];
    return others
      .filter((other) => uidValidity.get(other) === now)
      .flatMap((other) => this.#uidValiditiesOf(other).map((value) => ({ pair: other, uidValidity: value })));
  }

  /** Under which source UIDVALIDITYs a pair has messages. */
  ownRows(pair: number): readonly RowsOfPair[] {
    return this.#uidValiditiesOf(pair).map((uidValidity) => ({ pair, uidValidity }));
  }

  #load(): ReadonlyMap<number, readonly number[]> {
    const rows = this.#connection
      .statement<Known>(
        `SELECT id, json_group_array(id) OVER (PARTITION BY migration, destination) AS others FROM pair
         WHERE (migration, destination) IN (
           SELECT migration, destination FROM pair GROUP BY migration, destination HAVING count(*) > 1)`,
      )
      .all();
    return new Map(
      rows.map(({ id, others }) => [id, (JSON.parse(others) as number[]).filter((other) => other !== id)]),
    );
  }

  /** From one to the next, so that rows are not read. */
  #uidValiditiesOf(pair: number): readonly number[] {
    const next = this.#connection
      .statement('SELECT min(source_uid_validity) FROM message WHERE pair = ? AND source_uid_validity > ?')
      .pluck();
    const found: number[] = [];
    // Below zero are those of a mailbox that was read before; see read-elsewhere.ts.
    let value = next.get(pair, Number.MIN_SAFE_INTEGER);
    for (; typeof value === 'number'; value = next.get(pair, value)) found.push(value);
    return found;
  }
}

const known = new WeakMap<JournalConnection, Companions>();

/** Which pairs of a journal have one destination. */
export function companionsIn(connection: JournalConnection): Companions {
  let companions = known.get(connection);
  if (!companions) known.set(connection, (companions = new Companions(connection)));
  return companions;
}
