/** What is known of the pairs in a queue. */
export interface PairFacts {
  /** The pairs that one copies from; they are done before it begins. */
  readonly dependsOn: (pair: number) => readonly number[];
  /** Where its messages go. */
  readonly destinationOf: (pair: number) => string;
}

/**
 * The pairs to be worked on, handed out one by one. A pair waits until those it depends on are done, and while another one with the same
 * destination is worked on: what is new in a mailbox can only be told when nobody else adds to it.
 */
export class PairQueue {
  readonly #waiting: number[];
  readonly #facts: PairFacts;
  readonly #known = new Map<number, readonly number[]>();
  readonly #working = new Map<number, string>();
  #wake: (() => void)[] = [];

  /** @param pairs in the order in which they are wanted */
  constructor(pairs: readonly number[], facts: PairFacts) {
    this.#waiting = [...pairs];
    this.#facts = facts;
  }

  /** Whether nothing is left to be handed out. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** The next pair, as soon as one may begin; null when none is left. Everybody who took one must say {@link done}. */
  async take(): Promise<number | null> {
    while (this.#waiting.length > 0) {
      const busy = new Set(this.#working.values());
      const at = this.#waiting.findIndex((pair) => this.#mayBegin(pair, busy));
      // Were they all to wait for each other, somebody has to begin.
      const next = at >= 0 ? at : this.#working.size === 0 ? 0 : null;
      if (next !== null) {
        const [pair = 0] = this.#waiting.splice(next, 1);
        this.#working.set(pair, this.#facts.destinationOf(pair));
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

  #mayBegin(pair: number, busy: ReadonlySet<string>): boolean {
    if (busy.size > 0 && busy.has(this.#facts.destinationOf(pair))) return false;
    return !this.#dependsOn(pair).some((other) => this.#working.has(other) || this.#waiting.includes(other));
  }

  #dependsOn(pair: number): readonly number[] {
    const found = this.#known.get(pair) ?? this.#facts.dependsOn(pair);
    this.#known.set(pair, found);
    return found;
  }
}
