import type { Side } from '../../shared/model/problem.ts';
import type { AccountKeys, AccountLedger, Direction } from './account-ledger.ts';
import { DailyBudget } from './budget.ts';
import { BudgetHold, type SideBudget } from './budget-hold.ts';
import type { BudgetSpent } from './budget-spent.ts';
import { LearnedThrottles } from './learned-throttles.ts';
import type { Pauses } from './pauses.ts';
import type { MailSession } from './ports.ts';
import { Rests } from './rests.ts';
import type { EngineOptions } from './run.ts';

/** What the budgets of a run are made of. */
export type BudgetsOptions = Pick<
  EngineOptions,
  'journal' | 'ledger' | 'clock' | 'settings' | 'sourceKey' | 'destinationKey'
>;

/** The daily budgets of both accounts of a run, and what is learned of them on the way; shared by its lanes. */
export class Budgets {
  readonly #ledger: AccountLedger;
  /** What is read from a source, sent to a destination, and read back from there. Commands to a source are next to nothing. */
  readonly #down: SideBudget;
  readonly #up: SideBudget;
  readonly #back: SideBudget;
  readonly #pauses: Pauses;
  /** Bytes of a connection that were noted already. */
  readonly #noted = new WeakMap<MailSession, Record<Direction, number>>();
  readonly #waiting = new Set<BudgetSpent>();
  #working = 0;
  #endPause: (() => void) | null = null;
  /** What the accounts refuse, and have refused. */
  readonly throttles: LearnedThrottles;
  /** When they want to be left alone. */
  readonly rests: Rests;

  constructor(options: BudgetsOptions, pauses: Pauses) {
    const { journal, clock, settings, sourceKey, destinationKey } = options;
    const ledger = options.ledger ?? journal.ledger;
    const keys: AccountKeys = { source: sourceKey, destination: destinationKey };
    const budget = (side: Side, direction: Direction, bytesPerDay: number | null): SideBudget => ({
      side,
      budget: new DailyBudget({ ledger, clock, account: keys[side], direction, bytesPerDay }),
    });
    const { source, destination } = settings.limits;
    this.#down = budget('source', 'down', source.bytesPerDay);
    this.#up = budget('destination', 'up', destination.bytesPerDay);
    this.#back = budget('destination', 'down', destination.readBackBytesPerDay ?? null);
    this.#ledger = ledger;
    this.#pauses = pauses;
    this.throttles = new LearnedThrottles({ ledger, clock, keys, usedToday: (side) => this.#mostUsed(side) });
    this.rests = new Rests({ clock, settings, throttles: this.throttles, pauses });
  }

  /**
   * Notes what has travelled over a connection since the last time.
   * @param atLeast bytes of messages known to have travelled since then: a connection's own count may be a moment behind
   */
  note(side: Side, session: MailSession, atLeast = 0): void {
    const { received, sent } = session.traffic();
    const before = this.#noted.get(session) ?? { down: 0, up: 0 };
    const now = {
      down: Math.max(before.down + (side === 'source' ? atLeast : 0), received),
      up: Math.max(before.up + (side === 'destination' ? atLeast : 0), sent),
    };
    this.#noted.set(session, now);
    if (side === 'source') this.#down.budget.note(now.down - before.down);
    else {
      this.#up.budget.note(now.up - before.up);
      this.#back.budget.note(now.down - before.down);
    }
  }

  /** Enters everything noted into the ledger. @throws JournalError */
  write(): void {
    const all = [this.#down, this.#up, this.#back];
    this.#ledger.addTraffic(all.flatMap(({ budget }) => budget.takeUnwritten()));
  }

  /** Room for the messages of one stretch of copying. */
  hold(): BudgetHold {
    return this.#hold([this.#down, this.#up]);
  }

  /** Room for messages that are read to be compared, at the destination alone or on both sides. */
  holdReading(sides: 'destination' | 'both'): BudgetHold {
    return this.#hold(sides === 'both' ? [this.#down, this.#back] : [this.#back]);
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

  #hold(budgets: readonly SideBudget[]): BudgetHold {
    return new BudgetHold(budgets, (working) => {
      this.#working += working ? 1 : -1;
      this.#tell();
    });
  }

  /** In which direction an account was used most, and how much: a refusal will have been for that. */
  #mostUsed(side: Side): { readonly direction: Direction; readonly bytes: number } {
    const down = { direction: 'down' as const, bytes: this.#down.budget.usedToday() };
    if (side === 'source') return down;
    const up = { direction: 'up' as const, bytes: this.#up.budget.usedToday() };
    const back = { direction: 'down' as const, bytes: this.#back.budget.usedToday() };
    return this.#back.budget.partUsed() > this.#up.budget.partUsed() ? back : up;
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
