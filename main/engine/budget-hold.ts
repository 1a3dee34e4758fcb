import type { Side } from '../../shared/model/problem.ts';
import type { DailyBudget } from './budget.ts';
import { BudgetSpent } from './budget-spent.ts';

/**
 * What one stretch of work may move. Room is taken at both accounts before a message is asked for, so that nothing is read that could
 * not be stored the same day.
 */
export class BudgetHold {
  readonly #budgets: Readonly<Record<Side, DailyBudget>>;
  readonly #onWork: (working: boolean) => void;
  readonly #held: Record<Side, number> = { source: 0, destination: 0 };
  #working = false;

  /** @param onWork told when it got its first room, and when it ended after that */
  constructor(budgets: Readonly<Record<Side, DailyBudget>>, onWork: (working: boolean) => void) {
    this.#budgets = budgets;
    this.#onWork = onWork;
  }

  /**
   * Takes room for as many of these messages, from the first on, as both accounts have it for.
   * @returns how many, at least one
   * @throws BudgetSpent when there is none for the first
   */
  admit(rows: readonly { readonly size: number }[]): number {
    const { source, destination } = this.#budgets;
    const room = Math.min(source.room(), destination.room());
    let bytes = 0;
    let count = 0;
    for (const { size } of rows) {
      if (bytes + size > room && !(count === 0 && source.isUntouched() && destination.isUntouched())) break;
      bytes += size;
      count++;
    }
    if (count === 0) throw this.#spent(rows[0]?.size ?? 0);
    for (const side of ['source', 'destination'] as const) {
      this.#budgets[side].reserve(bytes);
      this.#held[side] += bytes;
    }
    if (!this.#working) this.#onWork(true);
    this.#working = true;
    return count;
  }

  /** So much of what was admitted has travelled, and was noted as traffic. */
  moved(side: Side, bytes: number): void {
    const released = Math.min(bytes, this.#held[side]);
    this.#held[side] -= released;
    this.#budgets[side].release(released);
  }

  /** Gives back what was not used. */
  end(): void {
    this.moved('source', this.#held.source);
    this.moved('destination', this.#held.destination);
    if (this.#working) this.#onWork(false);
    this.#working = false;
  }

  /** The side that has room later is the one to wait for. */
  #spent(bytes: number): BudgetSpent {
    const waits = (['source', 'destination'] as const)
      .filter((side) => this.#budgets[side].room() < bytes)
      .map((side) => new BudgetSpent(side, this.#budgets[side].freeAt(bytes)));
    const last = waits.toSorted((one, other) => other.until - one.until)[0];
    if (!last) throw new Error('A budget without room has a side without room');
    return last;
  }
}
