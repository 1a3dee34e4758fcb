import type { Side } from '../../shared/model/problem.ts';
import type { Journal } from './journal-port.ts';
import type { Clock } from './ports.ts';

const DAY_MS = 86_400_000;
/** Traffic is entered by the minute, as if it had happened at its end: few rows, and never forgotten too early. */
const MINUTE_MS = 60_000;
/** Going on is worth it when this part of the budget is free again: less would be one message, and the next pause. */
const WORTH_IT = 0.05;
/** Part of the budget that is left for what is no message. */
const LOOKING = 0.01;
/** A kill forgets less than this part of the budget. */
const GRAIN = 0.001;
/** The same where there is no budget. */
const GRAIN_BYTES = 4 * 1024 * 1024;

/** What a budget is kept in. */
export interface BudgetParts {
  readonly journal: Pick<Journal, 'addTraffic' | 'trafficSince' | 'migrations'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly side: Side;
  /** See accountKey: all moves of the journal that read from this account, or write to it, share one budget. */
  readonly accountKey: string;
  /** In any 24 hours; null for no limit. */
  readonly bytesPerDay: number | null;
}

/**
 * The bytes one account may give or take in any 24 hours. What has travelled is remembered by the journal, what is about to travel is
 * reserved here, so that lanes side by side do not spend the same bytes.
 */
export class DailyBudget {
  readonly #parts: BudgetParts;
  #migration: number | null = null;
  /** Travelled, but not in the journal yet. */
  #unwritten = 0;
  #reserved = 0;

  constructor(parts: BudgetParts) {
    this.#parts = parts;
  }

  /** From now on traffic is entered under this move. */
  begin(migration: number): void {
    this.#migration = migration;
  }

  /** Notes bytes that travelled. */
  note(bytes: number): void {
    this.#unwritten += bytes;
    const { bytesPerDay } = this.#parts;
    if (this.#unwritten >= (bytesPerDay === null ? GRAIN_BYTES : bytesPerDay * GRAIN)) this.write();
  }

  /** Enters what is not in the journal yet. @throws JournalError */
  write(): void {
    if (this.#migration === null || this.#unwritten <= 0) return;
    const { journal, side, clock } = this.#parts;
    journal.addTraffic(this.#migration, side, this.#unwritten, Math.ceil(clock.now() / MINUTE_MS) * MINUTE_MS);
    this.#unwritten = 0;
  }

  reserve(bytes: number): void {
    this.#reserved += bytes;
  }

  /** They have travelled, and are noted as such, or never will. */
  release(bytes: number): void {
    this.#reserved -= bytes;
  }

  /** Bytes that may travel now; without end where there is no limit, and less than none where others had more than we knew. */
  room(): number {
    const { bytesPerDay, clock } = this.#parts;
    if (bytesPerDay === null) return Number.POSITIVE_INFINITY;
    return bytesPerDay - this.#usedSince(clock.now() - DAY_MS + 1) - this.#unwritten - this.#reserved;
  }

  /** Whether next to nothing of it is used: then one message larger than all of it may pass. */
  isUntouched(): boolean {
    const { bytesPerDay } = this.#parts;
    return bytesPerDay === null || this.room() >= bytesPerDay * (1 - WORTH_IT);
  }

  /**
   * When so many bytes, or a part of the budget that is worth it, will be free: as the hours in which others travelled leave the window.
   * Milliseconds since 1970.
   */
  freeAt(bytes: number): number {
    this.write();
    const { bytesPerDay, clock } = this.#parts;
    const now = clock.now();
    if (bytesPerDay === null) return now;
    // To look what is new takes some bytes as well.
    const wanted = Math.min(bytesPerDay, Math.max(bytes + bytesPerDay * LOOKING, bytesPerDay * WORTH_IT));
    const allowed = Math.max(0, bytesPerDay - wanted - this.#reserved - this.#unwritten);
    // The last minute that must leave the window: after it no more has travelled than may stay.
    let low = Math.floor((now - DAY_MS) / MINUTE_MS);
    let high = Math.ceil(now / MINUTE_MS);
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#usedSince(middle * MINUTE_MS + 1) <= allowed) high = middle;
      else low = middle + 1;
    }
    return Math.max(now + 1_000, low * MINUTE_MS + DAY_MS);
  }

  #usedSince(since: number): number {
    const { journal, side, accountKey } = this.#parts;
    return journal
      .migrations()
      .filter((move) => (side === 'source' ? move.sourceKey : move.destinationKey) === accountKey)
      .reduce((sum, { id }) => sum + journal.trafficSince(id, side, Math.floor(since)), 0);
  }
}
