import type { Command } from './command.ts';
import type { Held, Letter, QuirkyMailbox } from './mailbox.ts';
import type { Break, FetchAnswer, Response } from './response.ts';
import type { QuirkyServer } from './server.ts';

/** A command while it is answered. */
export interface Moment {
  readonly server: QuirkyServer;
  readonly session: SessionFacts;
  readonly command: Command;
  /** The tagged response, without its tag: `OK done`. */
  tagged: string;
}

/** What quirks may know of a connection. */
export interface SessionFacts {
  /** 1 for a server's first connection. */
  readonly id: number;
  /** The names of the commands that were answered on it. */
  readonly said: ReadonlySet<string>;
  /** The mailbox that is open. */
  readonly mailbox: QuirkyMailbox | null;
}

/** What happens to a command that is not answered as usual. */
export type Instead =
  | { readonly answer: string }
  | { readonly end: Break['end'] }
  /** Said before the connection is closed. */
  | { readonly bye: string }
  /** The command has its effect; of its answer this share goes out (0 to 1), then the connection is closed. */
  | { readonly cutAnswer: number }
  /** The connection is closed; what the command does is done later, when the clock says so. */
  | { readonly lateBy: number };

/** A line of LIST or LSUB. */
export interface ListLine {
  readonly mailbox: QuirkyMailbox;
  readonly attributes: readonly string[];
  /** As it stands on the wire. */
  readonly name: Response;
}

/** A STATUS response. */
export interface StatusLine {
  readonly mailbox: QuirkyMailbox;
  /** As it stands on the wire. */
  readonly name: string;
  readonly items: readonly (readonly [name: string, value: string])[];
}

/** A line that SELECT or EXAMINE answers. */
export interface OpeningLine {
  readonly about: 'EXISTS' | 'FLAGS' | 'PERMANENTFLAGS' | 'UIDVALIDITY' | 'UIDNEXT';
  readonly text: string;
}

/** One way in which a server misbehaves, or does what is rare. What is left out is as in the RFC. */
export interface Quirk {
  /** For people who read of a failure. */
  readonly words: string;
  /** How the account is different from the beginning. */
  readonly begin?: (server: QuirkyServer) => void;
  /** What it offers. */
  readonly capabilities?: (offered: readonly string[]) => readonly string[];
  /** What becomes of a command that is not answered as usual; null: nothing unusual. */
  readonly instead?: (moment: Moment) => Instead | null;
  /** Told of each command before it is worked on: other clients may do something meanwhile. */
  readonly meanwhile?: (moment: Moment) => void;
  readonly listed?: (line: ListLine) => ListLine;
  /** Null: no line at all. */
  readonly status?: (line: StatusLine, moment: Moment) => StatusLine | null;
  readonly opening?: (lines: readonly OpeningLine[], moment: Moment) => readonly OpeningLine[];
  /** Untagged responses beside those that a command has. */
  readonly more?: (moment: Moment) => readonly Response[];
  readonly fetched?: (answers: readonly FetchAnswer[], moment: Moment) => readonly FetchAnswer[];
  /** Why a message is not stored; null: it is. */
  readonly refusal?: (letter: Letter, moment: Moment) => string | null;
  /** Of a batch with a refused message, those before it are stored. */
  readonly storesUpToRefused?: boolean;
  /** What is stored in the place of a message; null: nothing, though the answer says otherwise. */
  readonly stored?: (letter: Stored, mailbox: QuirkyMailbox) => Stored | Held | null;
  /** Changes the tagged response. */
  readonly tagging?: (moment: Moment) => void;
  /** How responses are written. */
  readonly wire?: (response: Response) => Response;
  /** What happens to the account between two runs. */
  readonly betweenRuns?: (server: QuirkyServer) => void;
}

/** A message as it is to be stored. */
export interface Stored extends Letter {
  /** What is served for it. */
  readonly served: Buffer;
}
