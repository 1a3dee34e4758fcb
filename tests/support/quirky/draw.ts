/** Draws by a seed: the same draws for the same seed. */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed + 1, 0x9e37_79b1) >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` to `high`. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws when there is nothing to draw from */
  pick<Value>(values: readonly Value[]): Value {
    const value = values[this.between(0, values.length - 1)];
    if (value === undefined) throw new Error('nothing to draw from');
    return value;
  }

  /** So many different ones, in their order; all, where there are not so many. */
  some<Value>(values: readonly Value[], count: number): readonly Value[] {
    const drawn = new Set(this.shuffled([...values.keys()]).slice(0, count));
    return values.filter((_, index) => drawn.has(index));
  }

  shuffled<Value>(values: readonly Value[]): readonly Value[] {
    const left = [...values];
    const drawn: Value[] = [];
    while (left.length > 0) drawn.push(...left.splice(this.between(0, left.length - 1), 1));
    return drawn;
  }
}
