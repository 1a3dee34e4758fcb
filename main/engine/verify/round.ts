import type { CheckProgress, MigrationEvent } from '../../../shared/model/migration-event.ts';

/**
 * One look at what arrived, over all mailboxes: how far it is. Remembers where each mailbox was left, so that a lost connection does not
 * mean to begin anew.
 */
export class Round {
  readonly #what: CheckProgress['what'];
  /** Messages to be looked at, by pair. */
  readonly #sizes: ReadonlyMap<number, number>;
  readonly #onEvent: (event: MigrationEvent) => void;
  readonly #passed = new Map<number, number>();
  readonly #places = new Map<string, number>();
  readonly #total: number;
  #done = 0;

  constructor(
    what: CheckProgress['what'],
    sizes: ReadonlyMap<number, number>,
    onEvent: (event: MigrationEvent) => void,
  ) {
    this.#what = what;
    this.#sizes = sizes;
    this.#onEvent = onEvent;
    this.#total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    this.#tell();
  }

  /** Messages of a pair that need not be looked at again in this round. */
  passedOf(pair: number): number {
    return this.#passed.get(pair) ?? 0;
  }

  /** Where to go on among a pair's messages: the last place noted, 0 before the first. @param list for pairs with several lists of messages */
  placeIn(pair: number, list = ''): number {
    return this.#places.get(`${String(pair)} ${list}`) ?? 0;
  }

  /** So many messages more were looked at. */
  pass(pair: number, messages: number, at: { readonly place: number; readonly list?: string }): void {
    this.#places.set(`${String(pair)} ${at.list ?? ''}`, at.place);
    this.#add(pair, messages);
  }

  /** Nothing more will be looked at in a pair, whether everything was or not. */
  finish(pair: number): void {
    this.#add(pair, (this.#sizes.get(pair) ?? 0) - this.passedOf(pair));
  }

  #add(pair: number, messages: number): void {
    if (messages === 0) return;
    this.#passed.set(pair, this.passedOf(pair) + messages);
    this.#done += messages;
    this.#tell();
  }

  #tell(): void {
    const check = { what: this.#what, done: Math.min(this.#done, this.#total), total: this.#total };
    this.#onEvent({ event: 'checked', check });
  }
}
