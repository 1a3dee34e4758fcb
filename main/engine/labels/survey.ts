import type { Amount, LabelPlan, LabelStrategy, MigrationPlan } from '../../../shared/model/plan.ts';
import type { IndexedMessage } from '../ports.ts';
import { shareOf, type ShareRule } from './share-rule.ts';

/** Messages and bytes, counting. */
interface Sum {
  messages: number;
  bytes: number;
}

const STRATEGIES: readonly LabelStrategy[] = ['folders', 'primary', 'archive'];

/** Counts, while "All Mail" is listed, what only the messages' labels can tell. */
export class LabelSurvey {
  readonly #rule: ShareRule;
  readonly #once: Sum = { messages: 0, bytes: 0 };
  readonly #shown: Sum = { messages: 0, bytes: 0 };
  readonly #results: Record<LabelStrategy, Sum> = {
    folders: { messages: 0, bytes: 0 },
    primary: { messages: 0, bytes: 0 },
    archive: { messages: 0, bytes: 0 },
  };
  readonly #hidden = new Set<string>();

  constructor(rule: ShareRule) {
    this.#rule = rule;
  }

  count({ gmail, size }: IndexedMessage): void {
    if (!gmail) return;
    const add = (sum: Sum, times: number): void => {
      sum.messages += times;
      sum.bytes += times * size;
    };
    const { pairs, hidden } = shareOf(gmail, this.#rule, 'folders');
    for (const label of hidden) this.#hidden.add(label);
    if (pairs.length > 0) add(this.#once, 1);
    add(this.#shown, pairs.filter((source) => source !== this.#rule.allMail).length);
    for (const strategy of STRATEGIES)
      add(this.#results[strategy], strategy === 'folders' ? pairs.length : Math.min(1, pairs.length));
  }

  /** The plan with exact numbers. */
  complete(plan: MigrationPlan): MigrationPlan {
    if (!plan.labels || !plan.gmail) return plan;
    const results = this.#results satisfies Record<LabelStrategy, Amount>;
    const labels: LabelPlan = {
      ...plan.labels,
      ...this.#once,
      shown: this.#shown.messages,
      shownBytes: this.#shown.bytes,
      results: { folders: { ...results.folders }, primary: { ...results.primary }, archive: { ...results.archive } },
      exact: true,
    };
    return { ...plan, labels, gmail: { ...plan.gmail, hiddenLabels: [...this.#hidden].sort() } };
  }
}
