import type { Clock } from '../../main/engine/ports.ts';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Turns of the event loop after which nothing is under way but waiting: everything in these tests happens in memory. */
const QUIET_TURNS = 4;

/** A clock on which days pass at once: when all that runs waits for it, it jumps to the next moment somebody waits for. */
export class DayClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  #sleepers: Sleeper[] = [];
  #isTurning = false;
  /** Called with each wait that begins. */
  onSleep: (ms: number) => void = () => {};

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    this.onSleep(ms);
    return new Promise((resolve, reject) => {
      const end = (then: () => void): void => {
        this.#sleepers = this.#sleepers.filter((one) => one !== sleeper);
        signal.removeEventListener('abort', abort);
        then();
      };
      const abort = (): void => end(() => reject(signal.reason as Error));
      const sleeper = { at: this.#now + ms, wake: () => end(resolve) };
      if (signal.aborted) return abort();
      signal.addEventListener('abort', abort);
      this.#sleepers.push(sleeper);
      void this.#turn();
    });
  }

  async #turn(): Promise<void> {
    if (this.#isTurning) return;
    this.#isTurning = true;
    while (this.#sleepers.length > 0) {
      for (let turn = 0; turn < QUIET_TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
      const [next] = this.#sleepers.toSorted((one, other) => one.at - other.at);
      if (!next) break;
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
    this.#isTurning = false;
  }
}
