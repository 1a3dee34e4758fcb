import { parseSequenceSet, type SequenceRange } from '../../shared/sequence-set.ts';

/**
 * Decides about each UID of a FETCH whether it was asked for and comes for the first time. Servers send them ascending: then
 * memory grows only with the gaps, not with the messages.
 */
export class SeenUids {
  readonly #asked: readonly SequenceRange[];
  #highest = 0;
  /** First and last of each ascending run without a gap, one after the other. */
  readonly #runs: number[] = [];
  /** What came below the highest so far. */
  readonly #outOfOrder = new Set<number>();

  /** @param uids a sequence set; throws when it is none */
  constructor(uids: string) {
    const asked = parseSequenceSet(uids);
    if (!asked) throw new Error('Not a sequence set');
    this.#asked = asked;
  }

  /** Whether {@link accept} would say true. */
  isNew(uid: number): boolean {
    if (!this.#isAsked(uid)) return false;
    return uid > this.#highest || !(this.#outOfOrder.has(uid) || this.#inRuns(uid));
  }

  /** True once for each UID of the set. `*` stands for any number (the highest there is, which we do not know). */
  accept(uid: number): boolean {
    if (!this.#isAsked(uid)) return false;
    if (uid <= this.#highest) return this.#acceptOutOfOrder(uid);
    const last = this.#runs.length - 1;
    if (last > 0 && this.#runs[last] === uid - 1) this.#runs[last] = uid;
    else this.#runs.push(uid, uid);
    this.#highest = uid;
    return true;
  }

  #isAsked(uid: number): boolean {
    return this.#asked.some(({ first, last }) => last === '*' || (uid >= first && uid <= last));
  }

  #acceptOutOfOrder(uid: number): boolean {
    if (this.#outOfOrder.has(uid) || this.#inRuns(uid)) return false;
    this.#outOfOrder.add(uid);
    return true;
  }

  #inRuns(uid: number): boolean {
    let low = 0;
    let high = this.#runs.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#runs[2 * middle + 1] ?? 0) < uid) low = middle + 1;
      else high = middle;
    }
    const first = this.#runs[2 * low];
    return first !== undefined && first <= uid;
  }
}
