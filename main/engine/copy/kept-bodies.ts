import type { ByteBudget } from './batch-buffer.ts';

/**
 * Messages of one mailbox that were fetched and could not be sent, because the connection to the destination ended: the next attempt begins
 * with them instead of reading them again. They count as held in memory all the while.
 */
export class KeptBodies {
  readonly #budget: ByteBudget;
  readonly #bodies = new Map<number, Buffer>();
  #uidValidity: number | null = null;

  constructor(budget: ByteBudget) {
    this.#budget = budget;
  }

  /** @param uidValidity of the source mailbox: under another one these UIDs mean other messages */
  keep(uidValidity: number | null, bodies: readonly { readonly uid: number; readonly body: Buffer }[]): void {
    if (uidValidity !== this.#uidValidity) this.drop();
    this.#uidValidity = uidValidity;
    for (const { uid, body } of bodies) {
      if (this.#bodies.has(uid)) continue;
      this.#bodies.set(uid, body);
      this.#budget.take(body.length);
    }
  }

  /** Hands a message over, if it is kept. */
  take(uidValidity: number | null, uid: number): Buffer | null {
    const body = uidValidity === this.#uidValidity ? this.#bodies.get(uid) : undefined;
    if (!body) return null;
    this.#bodies.delete(uid);
    this.#budget.give(body.length);
    return body;
  }

  /** Nothing of it is needed any more: what is fetched from here on needs the room. */
  drop(): void {
    for (const body of this.#bodies.values()) this.#budget.give(body.length);
    this.#bodies.clear();
  }
}
