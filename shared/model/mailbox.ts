/** What a mailbox is for: INBOX, or a special use of RFC 6154. */
export type MailboxRole = 'inbox' | 'sent' | 'drafts' | 'archive' | 'junk' | 'trash' | 'all' | 'flagged' | 'important';

/** What STATUS (RFC 9051 6.3.11) says of a mailbox, or EXAMINE where STATUS says nothing useful. */
export interface MailboxStatus {
  readonly messages: number;
  /** Null where the server does not tell. */
  readonly uidNext: number | null;
  readonly uidValidity: number;
  /** Sum of RFC822.SIZE in bytes (RFC 8438), or null where the server does not tell. */
  readonly size: number | null;
  /** CONDSTORE's HIGHESTMODSEQ (RFC 7162), or null where the server does not tell. */
  readonly highestModseq: bigint | null;
}

/** A mailbox as LIST shows it (RFC 9051 6.3.9). */
export interface ListedMailbox {
  /** Full name in Unicode, with the server's delimiter and prefix. */
  readonly name: string;
  /** Hierarchy delimiter; null for a flat name. */
  readonly delimiter: string | null;
  /** Attributes as sent, for example `\NoSelect`, `\HasChildren`, `\Sent`. */
  readonly attributes: readonly string[];
  readonly subscribed: boolean;
  /** Null for a mailbox that cannot be selected, or could not be opened when it was looked at. */
  readonly status: MailboxStatus | null;
}

/** Storage quota (RFC 9208), in bytes. */
export interface Quota {
  readonly usedBytes: number;
  readonly limitBytes: number;
}

/** Whether mailboxes were made with such a name; null where that was not tried. */
export interface SeenNames {
  /** A dot that is not the delimiter. */
  readonly dot: boolean | null;
  /** Letters beyond ASCII. */
  readonly letters: boolean | null;
  /** Of other characters that the source's names have; missing where none was tried. */
  readonly characters?: { readonly taken: string; readonly refused: string } | undefined;
  /** A `~` at the very beginning. */
  readonly tilde?: boolean | null | undefined;
}

/** Everything learned about an account before anything is decided. */
export interface AccountFacts {
  /** Capabilities after sign-in, in upper case. */
  readonly capabilities: ReadonlySet<string>;
  /** Name and version by ID (RFC 2971), for people to read; null when the server keeps silent. */
  readonly serverName: string | null;
  /** First personal namespace (RFC 2342). */
  readonly namespace: { readonly prefix: string; readonly delimiter: string | null };
  readonly mailboxes: readonly ListedMailbox[];
  readonly quota: Quota | null;
  /** Largest message APPEND takes, in bytes (RFC 7889); null when not told. */
  readonly appendLimit: number | null;
  /** What names were seen to be taken when they were tried; missing when nobody tried. */
  readonly seenNames?: SeenNames | undefined;
}
