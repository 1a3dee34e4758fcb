import type { BudgetedOptions } from './run.ts';

/** No new error: an account has asked another connection for patience, and this one waits with it. */
export class AskedToRest extends Error {
  constructor() {
    super('an account is to be left alone for a while');
    this.name = 'AskedToRest';
  }
}

/**
 * Called before something is asked for, so that not every connection has to be told by the server itself.
 * @throws AskedToRest while one of the accounts is to be left alone
 */
export function checkRest({ budgets: { throttles } }: Pick<BudgetedOptions, 'budgets'>): void {
  if (throttles.restUntil('source') !== null || throttles.restUntil('destination') !== null) throw new AskedToRest();
}
