import type { ContentHabit } from '../../../shared/model/foreseen.ts';
import type { AccountFacts } from '../../../shared/model/mailbox.ts';

/** What a server is known to change or refuse, by its own name or by capabilities that only it has. */
export interface ServerHabits {
  readonly content: readonly ContentHabit[];
  /** INTERNALDATEs before 1970 are refused, and the first second of 1970 becomes the time of storing: 0 is "no date" there. */
  readonly beginsIn1970: boolean;
  /** An INTERNALDATE that lies ahead becomes the time of storing. */
  readonly replacesFutureDates: boolean;
  /** A `\Flagged` that comes with APPEND is shown nowhere but in IMAP until STORE says it again. */
  readonly forgetsFlagged: boolean;
  /** Mailboxes at the top that hold no mail of their own, in lower case. */
  readonly views: readonly string[];
  /** Bytes of a message that it takes as it comes, where it announces nothing. */
  readonly largestMessage: number | null;
}

const NONE: ServerHabits = {
  content: [],
  beginsIn1970: false,
  replacesFutureDates: false,
  forgetsFlagged: false,
  views: [],
  largestMessage: null,
};

interface Known extends Partial<ServerHabits> {
  readonly is: (facts: Pick<AccountFacts, 'serverName' | 'capabilities'>) => boolean;
}

const KNOWN: readonly Known[] = [
  {
    // Measured with Dovecot 2.3, Maildir and mdbox alike.
    is: ({ serverName }) => /dovecot/i.test(serverName ?? ''),
    content: ['cr-cr-lf-shortened'],
    replacesFutureDates: true,
  },
  {
    // Measured with Cyrus 3.6 as it comes.
    is: ({ serverName }) => /cyrus/i.test(serverName ?? ''),
    content: ['8-bit-header-replaced', 'broken-header-refused', 'bare-lf-refused', 'nul-refused'],
    beginsIn1970: true,
  },
  {
    // Measured with Courier 5.
    is: isCourier,
    content: ['bare-cr-dropped', 'final-newline-added'],
    beginsIn1970: true,
  },
  {
    is: ({ serverName }) => /microsoft|exchange/i.test(serverName ?? ''),
    // From imapsync's presets for it: lines, and stars that Outlook does not show.
    content: ['long-line-refused'],
    forgetsFlagged: true,
    // From FairEmail's questions and answers: attachments of other messages, without a sender.
    views: ['files'],
  },
  {
    // Its default for a whole request (`imap.request.max-size`); a larger one ends the connection.
    is: ({ serverName }) => /stalwart/i.test(serverName ?? ''),
    largestMessage: 52_428_800,
  },
];

/** The habits of an account's server; none where it is not known. */
export function habitsOf(facts: Pick<AccountFacts, 'serverName' | 'capabilities'>): ServerHabits {
  return { ...NONE, ...KNOWN.find(({ is }) => is(facts)) };
}

/** Courier has no ID, but a capability of its own. */
export function isCourier({ capabilities }: Pick<AccountFacts, 'capabilities'>): boolean {
  return capabilities.has('ACL2=UNION');
}
