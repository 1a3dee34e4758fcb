/**
 * Where secrets outlive the moment they were typed in: the system's keychain, or this process's memory.
 *
 * An item's name is a random id of 8 to 64 letters, digits and hyphens, never an address: a keychain's list of items can be read by
 * whoever sits at the screen. A secret is a text of 1 to 2,500 bytes in UTF-8, without NUL. Both are refused otherwise (RangeError), on
 * every system alike: Windows holds 2,560 bytes, and Linux would cut at NUL without a word.
 *
 * All of it rejects when the keychain is locked, refuses, or does not answer in time; nobody is left waiting for ever.
 */
export interface Keychain {
  /** @returns null when there is no such item, and only then */
  read(item: string): Promise<string | null>;
  /** Writes a new item or over an old one. */
  write(item: string, secret: string): Promise<void>;
  /** Afterwards the item is not there. It is no error when it was not there before. */
  delete(item: string): Promise<void>;
  /** The names of all items, in no order. After a crash it may hold one that is gone, never miss one that is there. */
  items(): Promise<readonly string[]>;
}

/** A keychain and how long it keeps what it is given. */
export interface OpenKeychain {
  readonly keychain: Keychain;
  /** `system`: until deleted. `this-session`: in memory, until the app ends; the person is asked again after that. */
  readonly kind: 'system' | 'this-session';
  /**
   * Why it is not the system's keychain; null when it is. `no-service`: this system has none, or none that answers to us. `locked`: it
   * is locked, or asked the person and got no answer in time. `failed`: it did not give back what was written, or refused.
   */
  readonly why: null | 'no-service' | 'locked' | 'failed';
}
