import { StoredMailbox } from './stored-mailbox.ts';

/**
 * An account's mail in memory. Names are in Unicode, complete with the prefix and delimiters clients see;
 * parents that were never made exist only as names and are shown as `\NoSelect`.
 */
export class MailStore {
  /** Names that are subscribed to; RFC 9051 6.3.7 lets them outlive their mailbox. */
  readonly subscriptions = new Set<string>();
  readonly #mailboxes = new Map<string, StoredMailbox>();
  #nextUidValidity: number;

  constructor(firstUidValidity: number) {
    this.#nextUidValidity = firstUidValidity;
  }

  /** All mailboxes, in the order they were made. */
  get mailboxes(): readonly StoredMailbox[] {
    return [...this.#mailboxes.values()];
  }

  /** Sum of all message sizes in bytes, as quota counts it. */
  get usedBytes(): number {
    let total = 0;
    for (const mailbox of this.#mailboxes.values()) total += mailbox.bytes;
    return total;
  }

  /** The mailbox of this name; INBOX in any case. */
  get(name: string): StoredMailbox | undefined {
    return this.#mailboxes.get(canonicalName(name));
  }

  /**
   * Makes a mailbox. Throws when there is one of that name.
   * @param specialUse attributes of RFC 6154, for example `\Sent`
   */
  create(name: string, specialUse: readonly string[] = []): StoredMailbox {
    const canonical = canonicalName(name);
    if (this.#mailboxes.has(canonical)) throw new Error(`mailbox exists: ${canonical}`);
    const mailbox = new StoredMailbox(canonical, this.newUidValidity(), specialUse);
    this.#mailboxes.set(canonical, mailbox);
    return mailbox;
  }

  /** Forgets a mailbox and its messages; false when there is none. */
  delete(name: string): boolean {
    return this.#mailboxes.delete(canonicalName(name));
  }

  /** Gives a mailbox another name. UIDVALIDITY stays: as values only rise, no earlier mailbox of that name had it. */
  rename(mailbox: StoredMailbox, newName: string): void {
    this.#mailboxes.delete(mailbox.name);
    mailbox.name = newName;
    this.#mailboxes.set(newName, mailbox);
  }

  /** A value no mailbox of this store has had. */
  newUidValidity(): number {
    const value = this.#nextUidValidity;
    this.#nextUidValidity += 1;
    return value;
  }

  /** Gives a mailbox a new UIDVALIDITY and new UIDs from 1, as after a restore from a backup. */
  renewUidValidity(mailbox: StoredMailbox): void {
    mailbox.renumber(this.newUidValidity());
  }
}

/** An account with an empty INBOX. UIDVALIDITY values rise from `firstUidValidity`. */
export function createMailStore(firstUidValidity = 1_700_000_001): MailStore {
  const store = new MailStore(firstUidValidity);
  store.create('INBOX');
  return store;
}

function canonicalName(name: string): string {
  return /^inbox$/i.test(name) ? 'INBOX' : name;
}
