/**
 * The pairs to be worked on, handed out one by one. A pair waits until those it depends on are done; they are what it copies from.
 */
export class PairQueue {
  readonly #waiting: number[];
  readonly #dependsOn: (pair: number) => readonly number[];
  readonly #working = new Set<number>();
  #wake: (() => void)[] = [];

  /** @param pairs in the order in which they are wanted */
  constructor(pairs: readonly number[], dependsOn: (pair: number) => readonly number[]) {
    this.#waiting = [...pairs];
    const known = new Map<number, readonly number[]>();
    this.#dependsOn = (pair) => {
      const found = known.get(pair) ?? dependsOn(pair);
      known.set(pair, found);
      return found;
    };
  }

  /** Whether nothing is left to be handed out. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** The next pair, as soon as one may begin; null when none is left. Everybody who took one must say {@link done}. */
  async take(): Promise<number | null> {
    while (this.#waiting.length > 0) {
      const at = this.#waiting.findIndex((pair) => this.#mayBegin(pair));
      // Were they all to wait for each other, somebody has to begin.
      const next = at >= 0 ? at : this.#working.size === 0 ? 0 : null;
      if (next !== null) {
        const [pair = 0] = this.#waiting.splice(next, 1);
        this.#working.add(pair);
        return pair;
      }
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
    return null;
  }

  done(pair: number): void {
    this.#working.delete(pair);
    for (const resolve of this.#wake.splice(0)) resolve();
  }

  #mayBegin(pair: number): boolean {
    return !this.#dependsOn(pair).some((other) => this.#working.has(other) || this.#waiting.includes(other));
  }
}
