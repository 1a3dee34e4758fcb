/** Something that waits in memory to be sent. */
export interface Sized {
  readonly bytes: number;
  /** Whether it is a batch of its own, and what came before it must go out first. */
  readonly isAlone?: boolean;
}

/** Bytes that may be held in memory, shared by all buffers of a run. */
export class ByteBudget {
  readonly #capacity: number;
  #held = 0;
  #waiting: (() => void)[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Whether so many more bytes may be taken; one larger item passes when nothing else is held. */
  hasRoomFor(bytes: number): boolean {
    return this.#held === 0 || this.#held + bytes <= this.#capacity;
  }

  take(bytes: number): void {
    this.#held += bytes;
  }

  give(bytes: number): void {
    this.#held -= bytes;
    this.wake();
  }

  /** Takes so much as soon as there is room; whoever waits must hold nothing that another one waits for. */
  async takeWhenFree(bytes: number): Promise<void> {
    while (!this.hasRoomFor(bytes)) await this.changed();
    this.take(bytes);
  }

  /** Resolves when it is worth looking again. */
  changed(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/**
 * The byte-bounded buffer between fetching and appending: items go in one by one and come out as batches, in order.
 * One writer, one reader.
 */
export class BatchBuffer<Item extends Sized> {
  readonly #budget: ByteBudget;
  readonly #batchBytes: number;
  readonly #items: Item[] = [];
  #waitingBytes = 0;
  /** Taken from the budget and not given back. */
  #held = 0;
  #ended = false;
  #starved = false;
  #error: unknown = null;
  #wakeReader: (() => void) | null = null;

  /** @param batchBytes a batch of so many bytes is full */
  constructor(budget: ByteBudget, batchBytes: number) {
    this.#budget = budget;
    this.#batchBytes = batchBytes;
  }

  /** Adds an item; waits while the budget is used up. Rejects once the reader has given up. */
  async put(item: Item): Promise<void> {
    while (!this.#error && !this.#budget.hasRoomFor(item.bytes)) {
      // What has gathered must go out although it is less than a batch, or all sides would wait for ever.
      this.#starved = true;
      this.#wakeReader?.();
      await this.#budget.changed();
    }
    this.#throwIfFailed();
    this.#starved = false;
    this.#items.push(item);
    this.#waitingBytes += item.bytes;
    this.#held += item.bytes;
    this.#budget.take(item.bytes);
    this.#wakeReader?.();
  }

  /** Waits until no more than so many bytes are held. Rejects once the reader has given up. */
  async drainTo(bytes: number): Promise<void> {
    while (!this.#error && this.#held > bytes) {
      this.#starved = true;
      this.#wakeReader?.();
      await this.#budget.changed();
    }
    this.#throwIfFailed();
  }

  /** No more items will come. */
  end(): void {
    this.#ended = true;
    this.#wakeReader?.();
  }

  /** Either side gives up; the other one rejects with the error. */
  fail(error: unknown): void {
    this.#error ??= error;
    this.#wakeReader?.();
    this.#budget.wake();
  }

  /** Takes out what was put in and did not come out. */
  takeLeft(): Item[] {
    return this.#items.splice(0);
  }

  /** Nothing in here is needed any more: gives back what was taken. */
  close(): void {
    this.#items.length = 0;
    this.release(this.#held);
  }

  /**
   * The next batch: as many items as fit into the batch limits, at least one. Waits until a batch is full, the writer
   * has ended or cannot go on. Null after the last one.
   * @param batchBytes a batch of so many bytes is full
   */
  async next(maxItems: number, batchBytes = this.#batchBytes): Promise<Item[] | null> {
    while (!this.#isReady(maxItems, batchBytes)) {
      this.#throwIfFailed();
      await new Promise<void>((resolve) => (this.#wakeReader = resolve));
      this.#wakeReader = null;
    }
    this.#throwIfFailed();
    if (this.#items.length === 0) return null;
    let bytes = 0;
    let count = 0;
    for (const item of this.#items) {
      if (count === maxItems || (count > 0 && (item.isAlone === true || bytes + item.bytes > batchBytes))) break;
      bytes += item.bytes;
      count++;
      if (item.isAlone === true) break;
    }
    this.#waitingBytes -= bytes;
    return this.#items.splice(0, count);
  }

  /** The bytes of a batch are no longer needed. */
  release(bytes: number): void {
    this.#held -= bytes;
    this.#budget.give(bytes);
  }

  #isReady(maxItems: number, batchBytes: number): boolean {
    if (this.#error || this.#ended) return true;
    if (this.#items.length === 0) return false;
    // Whoever brought it may wait until it is taken.
    if (this.#items.at(-1)?.isAlone === true) return true;
    return this.#starved || this.#items.length >= maxItems || this.#waitingBytes >= batchBytes;
  }

  #throwIfFailed(): void {
    if (this.#error) throw this.#error;
  }
}
