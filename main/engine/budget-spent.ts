import type { Side } from '../../shared/model/problem.ts';

/** No error of anybody: an account has given or taken what its provider allows in 24 hours. */
export class BudgetSpent extends Error {
  readonly side: Side;
  /** When it is worth going on; milliseconds since 1970. */
  readonly until: number;

  constructor(side: Side, until: number) {
    super(`the daily budget of the ${side} is spent`);
    this.name = 'BudgetSpent';
    this.side = side;
    this.until = until;
  }
}
