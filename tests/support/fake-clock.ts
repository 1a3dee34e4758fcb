import type { Clock } from '../../main/engine/ports.ts';

/** A clock whose pauses take no time; `onSleep` sees each of them. */
export class FakeClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  onSleep: (ms: number) => void | Promise<void> = () => {};

  now(): number {
    return this.#now;
  }

  /** Lets time pass while something else is done. */
  skip(ms: number): void {
    this.#now += ms;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    // Behind other work of the same turn, as a real timer would be.
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    this.#now += ms;
    await this.onSleep(ms);
  }
}
