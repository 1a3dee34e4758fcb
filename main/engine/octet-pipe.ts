import type { OctetSink, OctetStream } from './ports.ts';

/** Octets that may wait in a pipe before its writer waits. */
const WINDOW_BYTES = 1024 * 1024;

/**
 * Octets of one message on their way from the connection that reads them to whoever takes them: few are held, the writer waits for the
 * reader. Read once, as an async iterable. A reader that leaves before the end lets the writer go on, and what still comes is dropped.
 */
export class OctetPipe implements OctetSink, OctetStream {
  readonly length: number;
  readonly #pieces: Buffer[] = [];
  #held = 0;
  #ended = false;
  #isLeft = false;
  #failure: { readonly error: unknown } | null = null;
  #waiting: (() => void)[] = [];

  /** @param length octets that will come */
  constructor(length: number) {
    this.length = length;
  }

  /** Adds octets; waits while enough are held. Rejects with what the pipe failed with. */
  async write(piece: Buffer): Promise<void> {
    this.#throwIfFailed();
    if (this.#isLeft) return;
    this.#pieces.push(piece);
    this.#held += piece.length;
    this.#wake();
    while (this.#held > WINDOW_BYTES) {
      await this.#change();
      this.#throwIfFailed();
    }
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** Either side gives up: the other one rejects with the error, whatever is still held. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#drop();
  }

  get hasFailed(): boolean {
    return this.#failure !== null;
  }

  /** Nobody will read any more. */
  leave(): void {
    this.#isLeft = true;
    this.#drop();
  }

  [Symbol.asyncIterator](): AsyncIterator<Buffer, undefined> {
    return {
      next: async () => {
        for (;;) {
          this.#throwIfFailed();
          const value = this.#pieces.shift();
          if (value) {
            this.#held -= value.length;
            this.#wake();
            return { done: false, value };
          }
          if (this.#ended) return { done: true, value: undefined };
          await this.#change();
        }
      },
      return: () => {
        this.leave();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  #drop(): void {
    this.#pieces.length = 0;
    this.#held = 0;
    this.#wake();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #throwIfFailed(): void {
    if (this.#failure) throw this.#failure.error;
  }
}
