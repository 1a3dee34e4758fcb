import type { Journal } from '../../main/engine/journal-port.ts';
import type { MemoryMove } from '../support/memory-move.ts';

/** Stands for SIGKILL: from here on, nothing this run does reaches a server or the journal. */
export class Killed extends Error {}

/** Counts steps at both servers and the journal, and stops at one of them. */
export class Guillotine {
  steps = 0;
  readonly #stopAt: number;
  readonly #stop: () => Error;
  #dead = false;

  constructor(stopAt: number, stop: () => Error) {
    this.#stopAt = stopAt;
    this.#stop = stop;
  }

  step(): void {
    if (this.#dead) throw new Killed();
    this.steps++;
    if (this.steps !== this.#stopAt) return;
    const error = this.#stop();
    this.#dead = error instanceof Killed;
    throw error;
  }

  watch(move: MemoryMove): void {
    move.source.onStep = () => this.step();
    move.destination.onStep = () => this.step();
  }

  /** The journal with a step before and after each method. */
  guard(journal: Journal): Journal {
    return new Proxy(journal, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...values: unknown[]): unknown => {
          this.step();
          const result: unknown = Reflect.apply(member, target, values);
          this.step();
          return result;
        };
      },
    });
  }
}

/** Lets both servers work as if nothing had happened. */
export function release(move: MemoryMove): void {
  for (const server of [move.source, move.destination]) {
    server.onStep = () => {};
    server.connections = 0;
  }
}
