import { formatInternalDate } from './internal-date.ts';

/** What Gmail knows of a message beside IMAP. */
export interface GmailMarks {
  /** 64 bit, as a decimal number. */
  readonly id: string;
  /** System labels with their backslash, others by name. */
  readonly labels: readonly string[];
}

/** A message as it lies in a mailbox. */
export interface StoredMessage {
  readonly uid: number;
  /** System flags and keywords, without `\Recent`, which this server never sets. */
  readonly flags: readonly string[];
  /** INTERNALDATE as on the wire, `17-Jul-1996 02:44:25 -0700`. */
  readonly internalDate: string;
  /** Length of the body in bytes. */
  readonly size: number;
  readonly modseq: number;
  /** True once it is gone; sessions that have not yet been told still see it. */
  readonly expunged: boolean;
  /** Null on servers that are not Gmail. */
  readonly gmail: GmailMarks | null;
  /** The whole message. May be made anew at each call. */
  readonly body: () => Buffer;
}

/** A message to be stored. */
export interface NewMessage {
  readonly flags?: readonly string[];
  /** In the wire's form; now when missing. */
  readonly internalDate?: string;
  /** The bytes, or how to make them; the latter keeps a huge mailbox small. */
  readonly body: Buffer | (() => Buffer);
  /** Length in bytes; needed only where `body` is a function whose making is dear. */
  readonly size?: number;
  readonly gmail?: GmailMarks | null;
}

type Changeable = { -readonly [Key in keyof StoredMessage]: StoredMessage[Key] };

/** One mailbox: messages by ascending UID. Every change moves `highestModseq` (RFC 7162) and tells the listeners. */
export class StoredMailbox {
  name: string;
  /** Special-use attributes (RFC 6154). */
  readonly specialUse: readonly string[];
  /** Called after every change, so that IDLE can tell of it. */
  readonly listeners = new Set<() => void>();
  /** Every keyword ever used here, by its lower-case form: the first spelling stays. */
  readonly keywords = new Map<string, string>();
  #uidValidity: number;
  #uidNext = 1;
  #highestModseq = 1;
  #bytes = 0;
  #messages: Changeable[] = [];

  constructor(name: string, uidValidity: number, specialUse: readonly string[] = []) {
    this.name = name;
    this.#uidValidity = uidValidity;
    this.specialUse = specialUse;
  }

  get uidValidity(): number {
    return this.#uidValidity;
  }

  get uidNext(): number {
    return this.#uidNext;
  }

  get highestModseq(): number {
    return this.#highestModseq;
  }

  /** Sum of message sizes. */
  get bytes(): number {
    return this.#bytes;
  }

  get messages(): readonly StoredMessage[] {
    return this.#messages;
  }

  /** Stores messages in order; all get the same mod-sequence. */
  add(messages: readonly NewMessage[]): readonly StoredMessage[] {
    this.#highestModseq += 1;
    const added = messages.map((message) => this.#toStored(message));
    for (const message of added) this.#messages.push(message);
    this.#tell();
    return added;
  }

  setFlags(message: StoredMessage, flags: readonly string[]): void {
    this.#highestModseq += 1;
    const stored: Changeable = message;
    stored.flags = Object.freeze(this.#spelled(flags));
    stored.modseq = this.#highestModseq;
    this.#tell();
  }

  /** Gives a Gmail message other labels. */
  setLabels(message: StoredMessage, labels: readonly string[]): void {
    if (message.gmail === null) return;
    this.#highestModseq += 1;
    const stored: Changeable = message;
    stored.gmail = { ...message.gmail, labels };
    stored.modseq = this.#highestModseq;
    this.#tell();
  }

  /** Removes messages for good; those already gone are passed over. */
  expunge(messages: Iterable<StoredMessage>): void {
    let found = false;
    for (const message of messages) {
      if (message.expunged) continue;
      const stored: Changeable = message;
      stored.expunged = true;
      this.#bytes -= stored.size;
      found = true;
    }
    if (!found) return;
    this.#highestModseq += 1;
    this.#messages = this.#messages.filter((message) => !message.expunged);
    this.#tell();
  }

  /** New UIDVALIDITY, UIDs from 1. */
  renumber(uidValidity: number): void {
    this.#uidValidity = uidValidity;
    this.#highestModseq += 1;
    this.#messages.forEach((message, index) => {
      message.uid = index + 1;
    });
    this.#uidNext = this.#messages.length + 1;
    this.#tell();
  }

  /** Leaves a gap in the UIDs, as expunged messages do. */
  skipUids(count: number): void {
    this.#uidNext += count;
  }

  #toStored(message: NewMessage): Changeable {
    const body = message.body;
    const size = message.size ?? (typeof body === 'function' ? body().length : body.length);
    this.#bytes += size;
    const uid = this.#uidNext;
    this.#uidNext += 1;
    return {
      uid,
      flags: Object.freeze(this.#spelled(message.flags ?? [])),
      internalDate: message.internalDate ?? formatInternalDate(new Date()),
      size,
      modseq: this.#highestModseq,
      expunged: false,
      gmail: message.gmail ?? null,
      body: typeof body === 'function' ? body : () => body,
    };
  }

  /** Flags without case twins; a keyword keeps the spelling it had when first used here. */
  #spelled(flags: readonly string[]): string[] {
    const spelled = new Map<string, string>();
    for (const flag of flags) {
      const key = flag.toLowerCase();
      if (!flag.startsWith('\\') && !this.keywords.has(key)) this.keywords.set(key, flag);
      spelled.set(key, this.keywords.get(key) ?? flag);
    }
    return [...spelled.values()];
  }

  #tell(): void {
    for (const listener of this.listeners) listener();
  }
}
