import { MOST_CHATTER, MOST_CHATTER_BYTES } from './server-limits.ts';

/**
 * Tells what a server sends apart: what a command gets nearer to its end by, and what answers nothing. Whether a response does, only
 * whoever asked can say.
 */
export class Incoming {
  #useful = 0;
  /** Octets of the literals of the response that is coming: they count while nobody can know what they belong to. */
  #literals = 0;
  #isAccepted = false;
  #chatter = 0;
  #chatterBytes = 0;

  /** Octets that were of use, over the whole connection. */
  get useful(): number {
    return this.#useful + this.#literals;
  }

  commandBegins(): void {
    this.#chatter = 0;
    this.#chatterBytes = 0;
  }

  /** So many octets of a literal came. */
  literal(octets: number): void {
    this.#literals += octets;
  }

  /** The present response told something that was asked for, and not told before. */
  accept(): void {
    this.#isAccepted = true;
  }

  /** The present response was worked on. @param octets of its lines @returns false when there was too much that answers nothing */
  responseEnded(octets: number): boolean {
    const all = octets + this.#literals;
    this.#literals = 0;
    if (this.#isAccepted) this.#useful += all;
    else {
      this.#chatter += 1;
      this.#chatterBytes += all;
    }
    this.#isAccepted = false;
    return this.#chatter <= MOST_CHATTER && this.#chatterBytes <= MOST_CHATTER_BYTES;
  }
}
