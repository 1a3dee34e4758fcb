import type { Clock } from '../ports.ts';

/** The smallest batch, in bytes: with it every process begins, since it knows nothing of the link yet. */
export const SMALLEST_BATCH = 256 * 1024;
/** What is on its way longer than this is too much to lose when the link breaks, or the process ends. Milliseconds. */
const TARGET_MS = 2_000;
/** What is fetched and not yet sent is what the link carries in so long, or one batch; milliseconds. */
const AHEAD_MS = 1_000;
/** Or so many batches of the largest size, on the fastest link. */
const MOST_AHEAD = 4;
/** Growth beyond the size at which the link is known to have broken. */
const CAREFUL = 1.25;

/**
 * How many bytes to send with one APPEND: little at first, then as much as the link carries in about two seconds, and less after an
 * interruption. One for all lanes of a run, since they share the link.
 */
export class BatchSize {
  readonly #most: number;
  readonly #clock: Pick<Clock, 'now'>;
  #bytes: number;
  #ahead = 0;
  /** A batch of so many bytes may well be interrupted: from here on it grows slowly. */
  #steady = Number.POSITIVE_INFINITY;
  /** What an APPEND takes however small it is, as far as known: round trips, and a server that writes to its disk. Milliseconds. */
  #shortestMs = TARGET_MS;

  /** @param most bytes of a batch, on the fastest link */
  constructor(most: number, clock: Pick<Clock, 'now'>) {
    this.#most = most;
    this.#clock = clock;
    this.#bytes = Math.min(SMALLEST_BATCH, most);
  }

  /** Of the next batch; a larger message goes alone. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Fetched and not yet sent, at most, before more is asked for: not much is to be fetched in vain, and a fast link is to be kept busy. */
  get ahead(): number {
    return Math.max(this.#bytes, this.#ahead);
  }

  /** How many of these messages to fetch with one command, from the first on. At least one. */
  together(rows: readonly { readonly size: number }[]): number {
    let bytes = 0;
    const tooMany = rows.findIndex(({ size }, index) => (bytes += size) > this.ahead && index > 0);
    return tooMany < 0 ? rows.length : tooMany;
  }

  /** Sends a batch of so many bytes, and learns from how long it took. */
  async measure(bytes: number, send: () => Promise<void>): Promise<void> {
    const began = this.#clock.now();
    await send();
    this.#carried(bytes, Math.max(0, this.#clock.now() - began));
  }

  /** A connection broke. */
  interrupted(): void {
    this.#steady = this.#within(this.#bytes / 2);
    this.#bytes = this.#within(this.#bytes / 4);
    this.#ahead = 0;
  }

  #carried(bytes: number, ms: number): void {
    this.#ahead = Math.min(this.#most * MOST_AHEAD, (bytes * AHEAD_MS) / Math.max(1, ms));
    this.#shortestMs = Math.min(this.#shortestMs, ms);
    const fitting = (bytes * TARGET_MS) / Math.max(1, ms - this.#shortestMs);
    if (fitting < this.#bytes) this.#bytes = this.#within(fitting);
    // A batch that was small for want of messages says nothing of larger ones.
    else if (bytes >= this.#bytes / 2) {
      const grown = this.#bytes < this.#steady ? Math.min(2 * bytes, this.#steady) : this.#bytes * CAREFUL;
      this.#bytes = this.#within(Math.max(this.#bytes, Math.min(grown, fitting)));
    }
  }

  #within(bytes: number): number {
    return Math.floor(Math.min(this.#most, Math.max(SMALLEST_BATCH, bytes)));
  }
}
