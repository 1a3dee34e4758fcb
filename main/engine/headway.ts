import type { Side } from '../../shared/model/problem.ts';
import type { ByteBudget } from './copy/batch-buffer.ts';
import { KeptBodies } from './copy/kept-bodies.ts';
import type { UidSet } from './uid-set.ts';

/** What of a message that was read is kept: never its text. SHA-256; `loose` is null where nobody asked for it. */
export interface ReadDigests {
  readonly exact: Buffer;
  readonly loose: Buffer | null;
}

/** A listing of one mailbox that is not complete. It goes on where it was only for the same question about the same mailbox. */
export interface BegunListing {
  readonly key: string;
  readonly seen: UidSet;
}

/**
 * How far the work on one mailbox has come in what the journal does not keep: where a server ends every session after seconds, the next one
 * goes on there, and each step counts as one. Lives as long as the work on the mailbox.
 */
export class Headway {
  /** Parts of the work that need not be done again. */
  readonly done = new Set<string>();
  /** Fetched, and not sent. */
  readonly bodies: KeptBodies;
  readonly #listings: Partial<Record<Side, BegunListing>> = {};
  readonly #digests: Record<Side, Map<string, ReadDigests>> = { source: new Map(), destination: new Map() };
  readonly #longest = new Map<string, number>();
  #read = 0;

  constructor(bodies: KeptBodies) {
    this.bodies = bodies;
  }

  /** Grows with each message that was listed or read for the first time. */
  get steps(): number {
    return this.#read + [...this.#longest.values()].reduce((sum, length) => sum + length, 0);
  }

  /** The listing that an attempt before has begun, or a new one. @param key what it is of: another question has another one */
  listing(side: Side, key: string, begin: () => UidSet): UidSet {
    const begun = this.#listings[side];
    if (begun?.key === key && begun.seen.isAscending) return begun.seen;
    const seen = begin();
    this.#listings[side] = { key, seen };
    return seen;
  }

  /** A listing has so many messages by now. */
  listed(side: Side, key: string): void {
    const begun = this.#listings[side];
    if (begun?.key !== key) return;
    const longest = `${side} ${key}`;
    this.#longest.set(longest, Math.max(this.#longest.get(longest) ?? 0, begun.seen.size));
  }

  /** A listing is complete: the next one begins anew. */
  endListing(side: Side): void {
    delete this.#listings[side];
  }

  /** What reading a message showed. @param uidValidity of the mailbox it is in */
  digests(side: Side, uidValidity: number | null, uid: number): ReadDigests | null {
    return this.#digests[side].get(`${String(uidValidity)} ${String(uid)}`) ?? null;
  }

  read(side: Side, uidValidity: number | null, uid: number, digests: ReadDigests): void {
    this.#digests[side].set(`${String(uidValidity)} ${String(uid)}`, digests);
    this.#read += 1;
  }

  /** What was read has led to a verdict. */
  forgetDigests(): void {
    this.#digests.source.clear();
    this.#digests.destination.clear();
  }
}

/** The headway of every mailbox that is worked on. */
export class Headways {
  readonly #budget: ByteBudget;
  readonly #of = new Map<number, Headway>();

  /** @param budget of what is held in memory */
  constructor(budget: ByteBudget) {
    this.#budget = budget;
  }

  of(pairId: number): Headway {
    const known = this.#of.get(pairId) ?? new Headway(new KeptBodies(this.#budget));
    this.#of.set(pairId, known);
    return known;
  }

  forget(pairId: number): void {
    this.#of.get(pairId)?.bodies.drop();
    this.#of.delete(pairId);
  }
}
