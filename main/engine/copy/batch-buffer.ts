/** Something that waits in memory to be sent. */
export interface Sized {
  readonly bytes: number;
}

/** When a batch is full, and how much may be held in all. */
export interface BufferLimits {
  /** Bytes held at most, counted until {@link BatchBuffer.release}; one larger item passes alone. */
  readonly capacity: number;
  readonly batchBytes: number;
}

/**
 * The byte-bounded buffer between fetching and appending: items go in one by one and come out as batches, in order.
 * One writer, one reader.
 */
export class BatchBuffer<Item extends Sized> {
  readonly #limits: BufferLimits;
  readonly #items: Item[] = [];
  #waitingBytes = 0;
  #held = 0;
  #ended = false;
  #starved = false;
  #error: unknown = null;
  #wakeWriter: (() => void) | null = null;
  #wakeReader: (() => void) | null = null;

  constructor(limits: BufferLimits) {
    this.#limits = limits;
  }

  /** Adds an item; waits while the buffer is full. Rejects once the reader has given up. */
  async put(item: Item): Promise<void> {
    while (this.#held > 0 && this.#held + item.bytes > this.#limits.capacity && !this.#error) {
      // What has gathered must go out although it is less than a batch, or both sides would wait for ever.
      this.#starved = true;
      this.#wakeReader?.();
      await new Promise<void>((resolve) => (this.#wakeWriter = resolve));
    }
    this.#throwIfFailed();
    this.#starved = false;
    this.#items.push(item);
    this.#waitingBytes += item.bytes;
    this.#held += item.bytes;
    this.#wakeReader?.();
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
    this.#wakeWriter?.();
  }

  /**
   * The next batch: as many items as fit into the batch limits, at least one. Waits until a batch is full, the writer
   * has ended or cannot go on. Null after the last one.
   */
  async next(maxItems: number): Promise<Item[] | null> {
    while (!this.#isReady(maxItems)) {
      this.#throwIfFailed();
      await new Promise<void>((resolve) => (this.#wakeReader = resolve));
      this.#wakeReader = null;
    }
    this.#throwIfFailed();
    if (this.#items.length === 0) return null;
    let bytes = 0;
    let count = 0;
    for (const item of this.#items) {
      if (count === maxItems || (count > 0 && bytes + item.bytes > this.#limits.batchBytes)) break;
      bytes += item.bytes;
      count++;
    }
    this.#waitingBytes -= bytes;
    return this.#items.splice(0, count);
  }

  /** The bytes of a batch are no longer needed. */
  release(bytes: number): void {
    this.#held -= bytes;
    this.#wakeWriter?.();
    this.#wakeWriter = null;
  }

  #isReady(maxItems: number): boolean {
    if (this.#error || this.#ended) return true;
    if (this.#items.length === 0) return false;
    return this.#starved || this.#items.length >= maxItems || this.#waitingBytes >= this.#limits.batchBytes;
  }

  #throwIfFailed(): void {
    if (this.#error) throw this.#error;
  }
}
