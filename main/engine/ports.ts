import type { MailError } from './mail-error.ts';
import type { AccountFacts, MailboxRole } from '../../shared/model/mailbox.ts';
import type { Protection } from '../../shared/model/protection.ts';

/** Stands for the UIDVALIDITY of a source mailbox whose server tells none, so that no UID may be believed twice; larger than any. */
export const UNTOLD_UID_VALIDITY = 4_294_967_296;

/** What SELECT or EXAMINE answers (RFC 9051 6.3.2). */
export interface OpenMailbox {
  /** On a source {@link UNTOLD_UID_VALIDITY} where the server tells none. */
  readonly uidValidity: number;
  /** As announced; on a destination 1 + the highest UID where the server says nothing, on a source null then. */
  readonly uidNext: number | null;
  /** EXISTS; null when not told. */
  readonly exists: number | null;
  readonly highestModseq: bigint | null;
  /** PERMANENTFLAGS; `\*` among them means new keywords may be made. Null when not told: then all may be. */
  readonly permanentFlags: readonly string[] | null;
}

/** One message without its body. */
export interface IndexedMessage {
  readonly uid: number;
  /** Flags and keywords as sent, without `\Recent`; null when the server does not tell them. */
  readonly flags: readonly string[] | null;
  /** INTERNALDATE as sent, `17-Jul-1996 02:44:25 -0700` (RFC 9051) or whatever it was; empty when not told. */
  readonly internalDate: string;
  /** RFC822.SIZE in bytes: a hint, since some servers count otherwise; 0 when not told. */
  readonly size: number;
  /** The identity header fields (see fingerprint.ts) as the server sent them; only when asked for, and when any of them was told. */
  readonly identity?: Buffer;
  /** Gmail's own facts (X-GM-EXT-1); only when asked for. */
  readonly gmail?: GmailMessage;
}

/** What Gmail tells of a message beside IMAP. Complete only in the mailbox with `\All`: elsewhere its own label is left out. */
export interface GmailMessage {
  /** X-GM-MSGID: 64 bit, as a decimal number. */
  readonly id: string;
  /** System labels with their backslash (`\Inbox`, `\Sent`, `\Draft`, `\Starred`, `\Important`), others by the name LIST shows for them. */
  readonly labels: readonly string[];
}

/** What an index asks for beside UID, flags, date and size. */
export interface IndexWish {
  /** The identity fields. */
  readonly identity: boolean;
  /** X-GM-MSGID and X-GM-LABELS, of a server with X-GM-EXT-1. */
  readonly labels: boolean;
}

/** A message above this many octets is never held whole: it passes in pieces. */
export const LARGE_BYTES = 4 * 1024 * 1024;

/** The octets of one message, as they come. To be read once. */
export interface OctetStream extends AsyncIterable<Buffer> {
  /** How many there will be. */
  readonly length: number;
}

/** Takes the octets of one message as they come. After `write`s exactly one of `end` and `fail` is called. */
export interface OctetSink {
  /** Awaited, and reading from the server waits with it. What it throws ends the connection and is thrown. */
  write(piece: Buffer): void | Promise<void>;
  /** All octets were written, and they are those of the message that was asked for. */
  end(): void | Promise<void>;
  /** The rest will not come. */
  fail(error: unknown): void;
}

/**
 * Asked for a sink when the first octet of a large message is about to come; null lets it go by unread.
 * @param length how many octets there will be, which is exact where RFC822.SIZE is a hint
 */
export type OpenSink = (uid: number, length: number) => OctetSink | null | Promise<OctetSink | null>;

/** For a reader that has no use for large messages. */
export const letPass: OpenSink = () => null;

/** One message as it is to be stored. */
export interface OutgoingMessage {
  readonly flags: readonly string[];
  readonly internalDate: string;
  readonly body: Buffer;
}

/** A large one. */
export interface OutgoingStream {
  readonly flags: readonly string[];
  readonly internalDate: string;
  /** Whether any octet is known to be NUL. */
  readonly hasNul: boolean;
  readonly octets: OctetStream;
}

/** Destination UIDs of one APPEND, in the order of its messages (RFC 4315 APPENDUID). */
export interface AppendReceipt {
  readonly uidValidity: number;
  readonly uids: readonly number[];
}

/** What a COPY made (RFC 4315 COPYUID). */
export interface CopyReceipt {
  readonly uidValidity: number;
  /** From the UID of the message copied to that of its copy; what is not in here was not there to be copied. */
  readonly uids: ReadonlyMap<number, number>;
}

/**
 * One authenticated connection, reading part. Every method rejects with a {@link MailError}; one command at a time.
 * A mailbox is opened with EXAMINE on a source and with SELECT on a destination (whose PERMANENTFLAGS count).
 */
export interface MailSession {
  /** Capabilities after sign-in, in upper case. */
  readonly capabilities: ReadonlySet<string>;
  /** Bytes read from and written to the wire so far. */
  traffic(): { readonly received: number; readonly sent: number };
  /** How the connection is protected; null where there is no wire to protect. */
  protection(): Protection | null;
  /** Milliseconds from a NOOP to its answer. */
  ping(): Promise<number>;
  inspect(): Promise<AccountFacts>;
  open(mailbox: string): Promise<OpenMailbox>;
  /**
   * How many messages of the open mailbox were received on the day (in UTC) of `since`, milliseconds since 1970, or later; messages near
   * midnight may count on either side. Null where the server does not say.
   */
  countSince(since: number): Promise<number | null>;
  /**
   * FETCHes UID, FLAGS, INTERNALDATE, RFC822.SIZE (and what `wish` says) of the open mailbox in one command.
   * `onMessage` is awaited, and reading from the server waits with it. An error it throws ends the connection and is thrown.
   * UIDs the server does not have are silently left out (RFC 9051 6.4.9). A message of which not every item is told is asked for
   * once more, and then told as it is. Rejects with a refusal that is `message` wide where single messages can be to blame.
   * @param uids a sequence set of UIDs, for example `1:*` or `3,7:12`
   * @param wish what else to ask for; a boolean stands for the identity fields alone
   */
  fetchIndex(
    uids: string,
    wish: boolean | IndexWish,
    onMessage: (message: IndexedMessage) => void | Promise<void>,
  ): Promise<void>;
  /**
   * Like fetchIndex, with BODY.PEEK[] of each message; one that is answered without a body (NIL, or no octet) is left out.
   * @param onLarge for messages above {@link LARGE_BYTES}, which are not told to `onMessage`. A server that says only behind the
   * octets whose they are is not believed among several messages: such a message is left out, and comes when it is asked for alone
   */
  fetchBodies(
    uids: string,
    onMessage: (uid: number, body: Buffer) => void | Promise<void>,
    onLarge: OpenSink,
  ): Promise<void>;
  /**
   * One message by BODY.PEEK[HEADER] and BODY.PEEK[TEXT], for servers that do not hand it over whole.
   * @returns false when they do not either
   */
  fetchInParts(
    uid: number,
    onMessage: (uid: number, body: Buffer) => void | Promise<void>,
    onLarge: OpenSink,
  ): Promise<boolean>;
  /** A wish to be left alone for a while that came with a command that succeeded, since the last time; null when there was none. */
  takePlea?(): MailError | null;
  /** Says LOGOUT and closes; never rejects. */
  close(): Promise<void>;
  /** Drops the connection at once; whatever is under way rejects with `connection-lost`. */
  destroy(): void;
}

/** A connection to the account that is only read. It has no verb that writes. */
export type SourceSession = MailSession;

/** A connection to the account that receives. */
export interface DestinationSession extends MailSession {
  /** How many messages one `append` may carry: 1 without MULTIAPPEND (RFC 3502). */
  readonly maxBatchMessages: number;
  /**
   * Opens a mailbox that is to receive, after creating and subscribing it where asked; in one round trip if all goes well.
   * A mailbox that exists already and a subscription that is refused are no errors. Rejects like `create` and `open`.
   */
  prepare(
    mailbox: string,
    wish: { readonly create: boolean; readonly role: MailboxRole | null; readonly subscribe: boolean },
  ): Promise<OpenMailbox>;
  /** CREATE, with USE (RFC 6154) where offered. Rejects with `already-exists`, `name-refused`, `no-permission`. */
  create(mailbox: string, role: MailboxRole | null): Promise<void>;
  subscribe(mailbox: string): Promise<void>;
  /** DELETE, with all messages in it: only for what we made ourselves. Rejects with `no-such-mailbox`, `no-permission`. */
  remove(mailbox: string): Promise<void>;
  /**
   * One APPEND command with all messages, which the server stores all or none (RFC 3502).
   * @returns the new UIDs, or null where the server has no UIDPLUS.
   * Rejects with outcome `refused` (nothing stored) or `unclear` (must be settled).
   */
  append(mailbox: string, batch: readonly OutgoingMessage[]): Promise<AppendReceipt | null>;
  /**
   * One APPEND of one large message, sent as its octets come; otherwise like `append`. A server that refuses it early still gets all
   * octets (RFC 7888 4), and one that was asked first and says no gets none: then the octets are left unread. What reading them throws
   * ends the connection, nothing is stored, and it is thrown.
   */
  appendLarge(mailbox: string, message: OutgoingStream): Promise<AppendReceipt | null>;
  /**
   * One UID COPY of messages of the open mailbox to another one: the server's own work, no bytes travel (RFC 9051 6.4.7).
   * @returns what was copied, or null where the server has no UIDPLUS or does not say.
   * Rejects like `append`; but after `refused` one should look, since not every server takes back what it had begun.
   */
  copy(uids: readonly number[], to: string): Promise<CopyReceipt | null>;
  /** One UID STORE that adds flags to messages of the open mailbox, and takes none away (RFC 9051 6.4.6). Rejects like `append`. */
  addFlags(uids: readonly number[], flags: readonly string[]): Promise<void>;
}

/** An account one can connect to, as often as its server allows. */
export interface MailAccount<Session extends MailSession> {
  /** Opens one more connection and signs in. */
  connect(signal: AbortSignal): Promise<Session>;
}

/** Time, so that tests need not wait for it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`, or rejects with the signal's reason. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}
