import type { Side } from '../../shared/model/problem.ts';
import { DailyBudget } from './budget.ts';
import { BudgetHold } from './budget-hold.ts';
import type { BudgetSpent } from './budget-spent.ts';
import type { Pauses } from './pauses.ts';
import type { MailSession } from './ports.ts';
import type { EngineOptions } from './run.ts';

const sides = ['source', 'destination'] as const;

/** The daily budgets of both accounts of a run, shared by its lanes. */
export class Budgets {
  readonly #budgets: Readonly<Record<Side, DailyBudget>>;
  readonly #pauses: Pauses;
  /** Bytes of a connection that were noted already. */
  readonly #noted = new WeakMap<MailSession, number>();
  readonly #waiting = new Set<BudgetSpent>();
  #working = 0;
  #endPause: (() => void) | null = null;

  constructor(
    options: Pick<EngineOptions, 'journal' | 'clock' | 'settings' | 'sourceKey' | 'destinationKey'>,
    pauses: Pauses,
  ) {
    const { journal, clock, settings, sourceKey, destinationKey } = options;
    const budget = (side: Side, accountKey: string): DailyBudget =>
      new DailyBudget({ journal, clock, side, accountKey, bytesPerDay: settings.limits[side].bytesPerDay });
    this.#budgets = { source: budget('source', sourceKey), destination: budget('destination', destinationKey) };
    this.#pauses = pauses;
  }

  /** The journal knows the move from now on. */
  begin(migration: number): void {
    for (const side of sides) this.#budgets[side].begin(migration);
  }

  /**
   * Notes what has travelled over a connection since the last time: read from a source, sent to a destination.
   * @param atLeast bytes known to have travelled since then: a connection's own count may be a moment behind
   */
  note(side: Side, session: MailSession, atLeast = 0): void {
    const { received, sent } = session.traffic();
    const before = this.#noted.get(session) ?? 0;
    const bytes = Math.max(before + atLeast, side === 'source' ? received : sent);
    this.#noted.set(session, bytes);
    this.#budgets[side].note(bytes - before);
  }

  /** Enters everything noted into the journal. @throws JournalError */
  write(): void {
    for (const side of sides) this.#budgets[side].write();
  }

  /** Room for the messages of one stretch of work. */
  hold(): BudgetHold {
    return new BudgetHold(this.#budgets, (working) => {
      this.#working += working ? 1 : -1;
      this.#tell();
    });
  }

  /** A lane waits, by what it was told; others may have something left. Ends when the returned function is called. */
  beginWait(spent: BudgetSpent): () => void {
    this.#waiting.add(spent);
    this.#tell();
    return () => {
      this.#waiting.delete(spent);
      this.#tell();
    };
  }

  /** It is a pause only while no lane moves anything. */
  #tell(): void {
    const [first] = [...this.#waiting].toSorted((one, other) => one.until - other.until);
    if (!first || this.#working > 0) {
      this.#endPause?.();
      this.#endPause = null;
      return;
    }
    this.#endPause ??= this.#pauses.begin('daily-budget', { side: first.side }, first.until);
  }
}
