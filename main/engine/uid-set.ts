import type { UidRange } from './isolate.ts';

/** A set of UIDs. Servers tell them ascending: then memory grows only with the gaps, not with the messages. */
export class UidSet {
  readonly #runs: { first: number; last: number }[] = [];
  /** What came below the highest so far. */
  readonly #others = new Set<number>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Whether each UID was above the ones before it. */
  get isAscending(): boolean {
    return this.#others.size === 0;
  }

  /** The highest UID; 0 when there is none. */
  get highest(): number {
    return this.#runs.at(-1)?.last ?? 0;
  }

  has(uid: number): boolean {
    return this.#others.has(uid) || this.#runs.some((run) => uid >= run.first && uid <= run.last);
  }

  add(uid: number): void {
    const last = this.#runs.at(-1);
    if (last && uid <= last.last) {
      if (this.has(uid)) return;
      this.#others.add(uid);
    } else if (last?.last === uid - 1) last.last = uid;
    else this.#runs.push({ first: uid, last: uid });
    this.#size += 1;
  }

  /** What is not in the set, from 1 up to a UID. @param below exclusive */
  gaps(below: number): UidRange[] {
    const gaps: UidRange[] = [];
    let next = 1;
    for (const { first, last } of this.#runs) {
      if (first > next) gaps.push({ first: next, last: first - 1 });
      next = last + 1;
    }
    if (next < below) gaps.push({ first: next, last: below - 1 });
    return gaps;
  }
}
