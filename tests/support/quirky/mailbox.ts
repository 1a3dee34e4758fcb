/** A message that comes in, from a client or from elsewhere. */
export interface Letter {
  readonly body: Buffer;
  readonly flags: readonly string[];
  /** As it is shown, without the quotation marks. */
  readonly internalDate: string;
}

/** A message that a server holds. */
export interface Held {
  readonly uid: number;
  /** As it was handed over: what it is, whatever the server makes of it. */
  readonly sent: Buffer;
  /** As the server serves it. */
  readonly body: Buffer;
  flags: readonly string[];
  readonly internalDate: string;
}

/** What a mailbox begins with. */
export interface MailboxFacts {
  /** As on the wire, one character for each octet. */
  readonly name: string;
  readonly uidValidity: number;
  readonly firstUid?: number;
  readonly attributes?: readonly string[];
}

/** A mailbox in memory. */
export class QuirkyMailbox {
  name: string;
  readonly attributes: readonly string[];
  readonly uidValidity: number;
  uidNext: number;
  messages: readonly Held[] = [];
  subscribed = true;
  /** What it was called before. */
  readonly formerNames: string[] = [];

  constructor({ name, uidValidity, firstUid = 1, attributes = [] }: MailboxFacts) {
    this.name = name;
    this.uidValidity = uidValidity;
    this.uidNext = firstUid;
    this.attributes = attributes;
  }

  /** @param body what the server makes of it on storing */
  add({ body: sent, flags, internalDate }: Letter, body: Buffer = sent): Held {
    const held = { uid: this.uidNext, sent, body, flags, internalDate };
    this.uidNext += 1;
    this.messages = [...this.messages, held];
    return held;
  }

  remove(gone: ReadonlySet<Held>): void {
    this.messages = this.messages.filter((message) => !gone.has(message));
  }

  rename(name: string): void {
    this.formerNames.push(this.name);
    this.name = name;
  }
}

/** INBOX is the only name that is the same in any case (RFC 9051 5.1). */
export function sameName(one: string, other: string): boolean {
  return one === other || (one.toUpperCase() === 'INBOX' && other.toUpperCase() === 'INBOX');
}
