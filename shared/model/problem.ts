import type { PresentedCertificate } from './certificate.ts';

/** What went wrong, as data. Texts for people are made from it by the reader's language. */
export type MailErrorKind =
  | 'host-unknown'
  | 'connection-refused'
  | 'offline'
  | 'tls-not-offered'
  | 'tls-failed'
  | 'certificate'
  | 'not-imap'
  /** The server lists more than anybody has. */
  | 'too-many-mailboxes'
  | 'preauth'
  | 'sign-in-refused'
  | 'connection-lost'
  | 'silence' // no answer within the time a command may take
  | 'bye'
  | 'throttled'
  | 'too-many-connections'
  | 'unavailable'
  | 'over-quota'
  | 'too-big'
  | 'no-such-mailbox'
  | 'already-exists'
  | 'no-permission'
  | 'name-refused'
  | 'message-refused'
  | 'limit'
  | 'refused' // NO or BAD without a code that says more
  | 'protocol'; // an answer outside the protocol

/** When trying again makes sense. */
export type When = 'now' | 'later' | 'never';

/** How much is affected. */
export type Width = 'message' | 'mailbox' | 'account' | 'everything';

/** Which side said it. */
export type Side = 'source' | 'destination';

/** One message that did not arrive as it was, for the receipt. */
export interface MessageProblem {
  /** `altered`: it arrived, but the destination changed it. */
  readonly kind:
    | MailErrorKind
    | 'gone-at-source'
    | 'unreadable-at-source' // listed there, but not handed over
    | 'altered'
    | 'missing' // taken by the destination, but not there
    | 'kept-once' // the destination keeps equal messages once: this one is there as another
    | 'not-compared'; // the destination has one that looks the same, and does not hand it over to be compared
  /** Which server is at fault, where that is known. */
  readonly side?: Side;
  /** The server's own words, untranslated; null when it said nothing. */
  readonly serverText: string | null;
  /** Response code of the server or error code of the connection, in upper case, where known. */
  readonly code?: string;
  /** How long the server asked us to stay away, in milliseconds, where it did. */
  readonly retryAfterMs?: number;
  /** For `certificate`: what the server showed. */
  readonly certificate?: PresentedCertificate;
  /** For a message that was refused: what about it servers are known to refuse. */
  readonly flaw?: MessageFlaw;
  /** For `altered`: in which form Homing sent it, because it was refused as it is. */
  readonly treatment?: Exclude<Treatment, 'leave'>;
  /** For `altered`: what differs. */
  readonly differs?: readonly ('content' | 'size' | 'date' | 'flags')[];
  /**
   * Of a message that is not yet there, because connections broke each time it was alone under way: in so many runs. It is tried again by
   * the next one.
   */
  readonly runs?: number;
  /** Of such a message: it is counted as a failure now, though it is still tried again by each run. */
  readonly isFinal?: boolean;
  /** Of such a message: it is so large that its size may be the reason, and nobody gave another. */
  readonly large?: boolean;
  /** From the message's header, for people to recognise it. */
  readonly date?: string;
  readonly from?: string;
  readonly subject?: string;
}

/** What about a message makes servers refuse it. `header`: a line that is no field, letters beyond ASCII, or none at all. */
export const messageFlaws = ['too-large', 'nul', 'line-ends', 'long-lines', 'header', 'other'] as const;
/** See {@link messageFlaws}. */
export type MessageFlaw = (typeof messageFlaws)[number];

/**
 * What is done with messages that the destination refuses as they are. `leave`: they are named and stay behind. `repair`: the least that
 * makes them valid. `wrap`: each is attached, unchanged, to a small message.
 */
export type Treatment = 'leave' | 'repair' | 'wrap';

/** Why a message was left behind on purpose. */
export type SkipReason = 'before-since' | 'after-until' | 'over-max-size' | 'gone-at-source';
