import type { AccountLedger, Direction, Traffic } from './account-ledger.ts';
import { lastBelieved } from './believable.ts';
import { learnedBudget } from './learned-limits.ts';
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
  readonly ledger: AccountLedger;
  readonly clock: Pick<Clock, 'now'>;
  /** See accountKey: all moves that read from this account, or write to it, share one budget in each direction. */
  readonly account: string;
  readonly direction: Direction;
  /** Stated, for any 24 hours; null for no limit. What was learned of the account may lower it. */
  readonly bytesPerDay: number | null;
}

/**
 * The bytes one account may give or take in any 24 hours. What has travelled is remembered by the ledger, what is about to travel is
 * reserved here, so that lanes side by side do not spend the same bytes.
 */
export class DailyBudget {
  readonly #parts: BudgetParts;
  /** Travelled, but not in the ledger yet. */
  #unwritten = 0;
  #reserved = 0;

  constructor(parts: BudgetParts) {
    this.#parts = parts;
  }

  /** Notes bytes that travelled. */
  note(bytes: number): void {
    this.#unwritten += bytes;
    const { bytesPerDay, ledger } = this.#parts;
    if (this.#unwritten >= (bytesPerDay === null ? GRAIN_BYTES : bytesPerDay * GRAIN))
      ledger.addTraffic(this.takeUnwritten());
  }

  /** What is not in the ledger yet; whoever takes it enters it. */
  takeUnwritten(): readonly Traffic[] {
    if (this.#unwritten <= 0) return [];
    const { account, direction, clock } = this.#parts;
    const at = Math.ceil(clock.now() / MINUTE_MS) * MINUTE_MS;
    const traffic = { account, direction, bytes: this.#unwritten, at };
    this.#unwritten = 0;
    return [traffic];
  }

  /** Bytes that travelled in the last 24 hours. */
  usedToday(): number {
    return this.#usedSince(this.#parts.clock.now() - DAY_MS + 1) + this.#unwritten;
  }

  /** Of the stated budget, what was used in the last 24 hours: 0 to 1, more where others had more than we knew. 0 without a limit. */
  partUsed(): number {
    const { bytesPerDay } = this.#parts;
    return bytesPerDay === null ? 0 : this.usedToday() / bytesPerDay;
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
    const bytesPerDay = this.#bytesPerDay();
    return bytesPerDay === null ? Number.POSITIVE_INFINITY : bytesPerDay - this.usedToday() - this.#reserved;
  }

  /** Whether next to nothing of it is used: then one message larger than all of it may pass. */
  isUntouched(): boolean {
    const bytesPerDay = this.#bytesPerDay();
    return bytesPerDay === null || this.room() >= bytesPerDay * (1 - WORTH_IT);
  }

  /**
   * When so many bytes, or a part of the budget that is worth it, will be free: as the hours in which others travelled leave the window.
   * By the budget of now: a lowered one may have risen until then. Milliseconds since 1970.
   */
  freeAt(bytes: number): number {
    this.#parts.ledger.addTraffic(this.takeUnwritten());
    const bytesPerDay = this.#bytesPerDay();
    const now = this.#parts.clock.now();
    if (bytesPerDay === null) return now;
    // To look what is new takes some bytes as well.
    const wanted = Math.min(bytesPerDay, Math.max(bytes + bytesPerDay * LOOKING, bytesPerDay * WORTH_IT));
    const allowed = Math.max(0, bytesPerDay - wanted - this.#reserved);
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

  #bytesPerDay(): number | null {
    const { bytesPerDay, direction, ledger, account, clock } = this.#parts;
    // Where there is none, none is learned: nothing need be looked up.
    return bytesPerDay === null ? null : learnedBudget(bytesPerDay, direction, ledger.refusals(account), clock.now());
  }

  #usedSince(since: number): number {
    const { ledger, account, direction } = this.#parts;
    const { clock } = this.#parts;
    return ledger.trafficSince(account, direction, Math.floor(since), lastBelieved(clock.now()));
  }
}
