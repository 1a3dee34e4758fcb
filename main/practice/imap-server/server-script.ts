import type { NewMessage, StoredMailbox, StoredMessage } from './stored-mailbox.ts';
import type { MailStore } from './mail-store.ts';
import type { Outcome } from './outcome.ts';

/** One connection as a script sees it. */
export interface ScriptedConnection {
  /** 1 for the server's first connection, and so on. */
  readonly id: number;
  readonly store: MailStore;
  /** Application bytes so far (inside TLS). */
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Aborted when the connection is over, so that a stall can end. */
  readonly closed: AbortSignal;
  /** A script called {@link cut}: what the client sent and was not looked at yet has no effect any more. */
  readonly wasCut: boolean;
  /** Puts raw text on the wire, at once. */
  send(text: string): Promise<void>;
  /** Drops the connection without a word, after what was sent before is out. */
  cut(): void;
}

/** A complete command. */
export interface ScriptedCommand {
  /** Counts from 1 on each connection. */
  readonly number: number;
  readonly tag: string;
  /** Upper case, with `UID ` in front where it was. */
  readonly name: string;
  /** The command line, literals as `{n}`, secrets as `***`. */
  readonly line: string;
}

/** An APPEND whose literals are all here. */
export interface ScriptedAppend {
  readonly mailbox: StoredMailbox;
  readonly messages: readonly NewMessage[];
  /** Stores the messages now, once however often called. The server does so itself when the script is done, unless refused or cut. */
  store(): readonly StoredMessage[];
}

/** The first line a server says. */
export interface Greeting {
  readonly status: 'OK' | 'PREAUTH' | 'BYE';
  readonly text: string;
}

/**
 * What a server calls at fixed points. All members are optional; a promise is awaited.
 * Without a script the server does what the RFCs say; a script makes it slow, broken or hostile.
 */
export interface ServerScript {
  /** A connection is here; nothing was said yet. */
  connected?(connection: ScriptedConnection): void | Promise<void>;
  /** Replaces the greeting. */
  greeting?(connection: ScriptedConnection): Greeting | null;
  /** Bytes came in and were not looked at yet. */
  received?(connection: ScriptedConnection): void;
  /** Before a command runs. An outcome is given instead of running it. */
  beforeCommand?(connection: ScriptedConnection, command: ScriptedCommand): Outcome | null | Promise<Outcome | null>;
  /** After a command ran, before its tagged response; may replace that. */
  afterCommand?(connection: ScriptedConnection, command: ScriptedCommand, outcome: Outcome): Outcome | Promise<Outcome>;
  /** Every literal of an APPEND is here, nothing is stored or answered. An outcome refuses it. */
  beforeAppend?(connection: ScriptedConnection, append: ScriptedAppend): Outcome | null | Promise<Outcome | null>;
  /** Stands between the server and the wire: calls `send` with what shall go out, in as many pieces as it likes. */
  write?(connection: ScriptedConnection, bytes: Buffer, send: (bytes: Buffer) => Promise<void>): Promise<void>;
  /** What FETCH says of RFC822.SIZE. */
  announcedSize?(message: StoredMessage): number;
  /** Whether FETCH passes over a message without a word. */
  withholds?(message: StoredMessage, items: 'index' | 'body'): boolean;
  /** Whether a token is good now; null where it is the account's password. */
  acceptsToken?(token: string): boolean | null;
}
