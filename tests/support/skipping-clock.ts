import type { Clock } from '../../main/engine/ports.ts';

/** The real clock, on which long waits are over at once; servers in the same process can be told by it how late it is. */
export class SkippingClock implements Clock {
  #skipped = 0;

  now(): number {
    return Date.now() + this.#skipped;
  }

  /** Makes it later at once. */
  skip(ms: number): void {
    this.#skipped += ms;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const skipped = ms > 10_000 ? ms : 0;
    await new Promise<void>((resolve, reject) => {
      const abort = (): void => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', abort);
        resolve();
      }, ms - skipped);
      signal.addEventListener('abort', abort, { once: true });
    });
    this.#skipped += skipped;
  }
}

/** Long waits last until the test lets them be over, all at once. */
export class HeldClock extends SkippingClock {
  readonly #released = Promise.withResolvers<void>();

  release(): void {
    this.#released.resolve();
  }

  override async sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (ms > 10_000) await Promise.race([this.#released.promise, aborted(signal)]);
    return super.sleep(ms, signal);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
