import type { Side } from '../../shared/model/problem.ts';
import type { DailyBudget } from './budget.ts';
import { BudgetSpent } from './budget-spent.ts';

/** A budget of one side's account that a stretch of work takes from. */
export interface SideBudget {
  readonly side: Side;
  readonly budget: DailyBudget;
}

/**
 * What one stretch of work may move. Room is taken at all accounts concerned before a message is asked for, so that nothing is read that
 * could not be stored the same day.
 */
export class BudgetHold {
  readonly #budgets: readonly SideBudget[];
  readonly #onWork: (working: boolean) => void;
  readonly #held: Record<Side, number> = { source: 0, destination: 0 };
  #working = false;

  /** @param onWork told when it got its first room, and when it ended after that */
  constructor(budgets: readonly SideBudget[], onWork: (working: boolean) => void) {
    this.#budgets = budgets;
    this.#onWork = onWork;
  }

  /**
   * Takes room for as many of these messages, from the first on, as all accounts have it for.
   * @returns how many, at least one
   * @throws BudgetSpent when there is none for the first
   */
  admit(rows: readonly { readonly size: number }[]): number {
    const room = Math.min(...this.#budgets.map(({ budget }) => budget.room()));
    const isUntouched = this.#budgets.every(({ budget }) => budget.isUntouched());
    let bytes = 0;
    let count = 0;
    for (const { size } of rows) {
      if (bytes + size > room && !(count === 0 && isUntouched)) break;
      bytes += size;
      count++;
    }
    if (count === 0) throw this.#spent(rows[0]?.size ?? 0);
    for (const { side, budget } of this.#budgets) {
      budget.reserve(bytes);
      this.#held[side] += bytes;
    }
    if (!this.#working) this.#onWork(true);
    this.#working = true;
    return count;
  }

  /**
   * Called before one more message is taken over: a server that sends more than it said is not asked on.
   * @throws BudgetSpent when what has travelled is more than there was room for
   */
  checkOverdrawn(): void {
    if (this.#budgets.some(({ budget }) => budget.room() < 0)) throw this.#spent(0);
  }

  /** So much of what was admitted has travelled, and was noted as traffic. */
  moved(side: Side, bytes: number): void {
    const released = Math.min(bytes, this.#held[side]);
    this.#held[side] -= released;
    this.#budgets.find((one) => one.side === side)?.budget.release(released);
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
    const waits = this.#budgets
      .filter(({ budget }) => budget.room() < bytes)
      .map(({ side, budget }) => new BudgetSpent(side, budget.freeAt(bytes)));
    const last = waits.toSorted((one, other) => other.until - one.until)[0];
    if (!last) throw new Error('A budget without room has a side without room');
    return last;
  }
}
