import type { MessageProblem } from '../../../shared/model/problem.ts';

const MANY_PER_FETCH = 2_000;

/** How often one message may be the only one under way when the connection dies, before it is blamed. */
const LOSSES = 3;

/**
 * Remembers what was under way when a connection died, so that one message that kills every connection
 * ("BYE Invalid character in literal") is found and set aside instead of being tried for ever.
 */
export class Caution {
  perFetch = MANY_PER_FETCH;
  perAppend = Number.POSITIVE_INFINITY;
  #asked: number | null = null;
  #underway: readonly number[] = [];
  readonly #losses = new Map<number, number>();
  /** Messages whose COPY kills every connection: they are uploaded instead. */
  readonly notByCopy = new Set<number>();
  #copying = false;
  /** Messages to give up on, once it is known that they did not arrive after all. */
  readonly condemned = new Map<number, MessageProblem>();

  /** These messages are about to be fetched in one command. */
  asking(uids: readonly number[]): void {
    this.#asked = uids.length === 1 ? (uids[0] ?? null) : null;
  }

  /** These messages are about to be appended, or copied. */
  sending(uids: readonly number[], by: 'append' | 'copy' = 'append'): void {
    this.#underway = uids;
    this.#copying = by === 'copy';
  }

  /** The last batch was answered: the danger is behind it. */
  sent(): void {
    this.#underway = [];
    this.perAppend = Math.min(Number.POSITIVE_INFINITY, this.perAppend * 2);
  }

  /**
   * A connection died. Returns the UID to give up on, if one has been alone under way too often.
   * @param progressed whether anything was settled since the last loss
   */
  lost(progressed: boolean): number | null {
    const underway = this.#underway;
    this.#underway = [];
    const [first] = underway;
    if (this.#copying && first !== undefined && underway.length === 1) this.notByCopy.add(first);
    else if (underway.length > 0) {
      this.perAppend = Math.max(1, Math.floor(underway.length / 4));
      return this.#blame(underway.length === 1 ? (first ?? null) : null);
    }
    if (underway.length > 0) return null;
    // Nothing was being appended, so fetching broke it: without progress, ask for fewer at a time to see which it is.
    const alone = this.perFetch === 1 ? this.#asked : null;
    this.perFetch = progressed ? MANY_PER_FETCH : Math.max(1, Math.floor(this.perFetch / 50));
    return this.#blame(alone);
  }

  #blame(uid: number | null): number | null {
    if (uid === null) return null;
    const losses = (this.#losses.get(uid) ?? 0) + 1;
    this.#losses.set(uid, losses);
    return losses >= LOSSES ? uid : null;
  }
}
