import type { MailboxRole, SeenNames } from './mailbox.ts';

/** Why a mailbox gets another name at the destination than "the same path, translated". */
export type RenameReason =
  | 'role' // matched to the destination's mailbox of the same special use
  | 'delimiter-in-name' // a component contains the destination's delimiter
  | 'reserved-characters'
  | 'reserved-name'
  | 'too-long'
  | 'too-deep'
  | 'taken' // another mailbox has the name
  | 'collision' // differs from another only by case, Unicode normalisation or spaces at the ends
  | 'earlier-run'; // an earlier run gave it, for a reason that holds no more

/** One source mailbox and where its messages go. */
export interface MailboxPair {
  readonly source: string;
  readonly destination: string;
  readonly role: MailboxRole | null;
  readonly renamed: readonly RenameReason[];
  /** Messages and bytes by STATUS; bytes null when the server does not tell. */
  readonly messages: number;
  readonly bytes: number | null;
  readonly subscribed: boolean;
  /** Whether the source did not let it be opened when it was looked at, so that nobody knows how much is in it; the copy tries again. */
  readonly unopened?: boolean;
  /** Whether the destination mailbox existed when the plan was made. */
  readonly exists: boolean;
  /**
   * Gmail: the mailbox that lists every message once ("All Mail"), of which this pair takes its share by labels. Null or missing for a
   * mailbox that is read itself.
   */
  readonly readsFrom?: string | null;
  /**
   * The source mailbox that this one was put together with: both go to one destination, this one's messages behind the other's. Then `role`
   * is that of the other, too. Null or missing for a pair with a destination of its own.
   */
  readonly mergeInto?: string | null;
}

/** Why two mailboxes that a person wants in one stay two. */
export type MergeProblem =
  | 'itself'
  | 'missing' // one of the two is not at the source
  | 'cannot-hold' // one of the two only holds others
  | 'merges-itself' // the other is to go into a third
  | 'labels' // Gmail: a message with both labels would arrive twice
  | 'started'; // an earlier run has begun to copy it elsewhere

/** Two mailboxes that stay two against a person's wish. */
export interface NotMerged {
  readonly source: string;
  readonly into: string;
  readonly problem: MergeProblem;
}

/** A name that a person chose, and that nothing gets. */
export interface NotRenamed {
  readonly source: string;
  /** As chosen. */
  readonly destination: string;
  /** There is no such source mailbox, or an earlier run has begun to copy it elsewhere. */
  readonly problem: 'missing' | 'started';
}

/**
 * What becomes of Gmail's labels. `folders`: a message is in the folder of each of its labels, as Gmail shows it. `primary`: once, in the
 * folder that counts most, its other labels as keywords. `archive`: once, in one folder for everything.
 */
export type LabelStrategy = 'folders' | 'primary' | 'archive';

/** How many messages, and bytes where the server tells sizes. */
export interface Amount {
  readonly messages: number;
  readonly bytes: number | null;
}

/** Of a Gmail account whose messages are read once each, whatever their labels. */
export interface LabelPlan {
  readonly strategy: LabelStrategy;
  /** The source mailbox that lists every message once. */
  readonly allMail: string;
  /** Whether messages without any label come along, to the archive. */
  readonly unlabelled: boolean;
  /** Messages that are downloaded, each once. By STATUS an upper bound where labels are left out; exact after an index. */
  readonly messages: number;
  readonly bytes: number | null;
  /** What the label folders show together: a message counts once in each. */
  readonly shown: number;
  readonly shownBytes: number | null;
  /** What is in the new mailbox afterwards, Spam and Trash left aside. By STATUS `folders` is a lower bound; exact after an index. */
  readonly results: Readonly<Record<LabelStrategy, Amount>>;
  /** Whether an index has shown the numbers, or only STATUS. */
  readonly exact: boolean;
}

/** What Gmail's own settings keep from every mail program. */
export interface GmailFacts {
  /** Labels that messages carry but that are not shown in IMAP; known only after an index. Their messages come along. */
  readonly hiddenLabels: readonly string[];
  /** "All Mail" is not shown in IMAP: then messages without a label cannot be seen, and each label is downloaded on its own. */
  readonly allMailMissing: boolean;
  /** Mailboxes with exactly as many messages as Gmail's folder size limit can be set to: older ones may be hidden. */
  readonly limited: readonly string[];
}

/** A mailbox that exists only to hold others (`\NoSelect`): created where the destination can, never filled. */
export interface ParentMailbox {
  readonly source: string;
  readonly destination: string;
}

/** A mailbox that stays behind, and why. */
export interface LeftOut {
  readonly source: string;
  readonly reason: 'spam' | 'trash' | 'virtual' | 'not-selectable' | 'excluded' | 'not-included' | 'status-refused';
  readonly messages: number;
}

/** Whether the destination has room for what is planned. */
export type QuotaVerdict =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'fits'; readonly freeBytes: number }
  | { readonly kind: 'does-not-fit'; readonly freeBytes: number; readonly missingBytes: number };

/** What will happen, decided before anything moves. */
export interface MigrationPlan {
  /** In the order they are copied: INBOX, Sent, then by size. */
  readonly pairs: readonly MailboxPair[];
  readonly parents: readonly ParentMailbox[];
  readonly leftOut: readonly LeftOut[];
  /** Missing when nothing was to be put together, or all of it could. */
  readonly notMerged?: readonly NotMerged[];
  /** Missing when no name was chosen, or all of them count. */
  readonly notRenamed?: readonly NotRenamed[];
  readonly messages: number;
  /** Null as soon as one mailbox's size is not known. */
  readonly bytes: number | null;
  readonly quota: QuotaVerdict;
  readonly appendLimit: number | null;
  /** Null for a source whose mailboxes are read one by one. */
  readonly labels: LabelPlan | null;
  /** Null for a source that is not Gmail. */
  readonly gmail: GmailFacts | null;
}

/** What the person decided about one source mailbox; what is not said is decided as for all others. */
export interface MailboxDecision {
  /** True beats spam, trash, views of other mailboxes and globs; false leaves it behind. */
  readonly include?: boolean | undefined;
  /** Full name with the destination's prefix and delimiter. A name of an earlier run counts more; an impossible one is mended. */
  readonly destination?: string | undefined;
  /**
   * Another source mailbox: the messages go to wherever that one goes, whether it comes along or not. Counts more than `destination`. Where it
   * cannot be (see {@link MergeProblem}), it is as if it were not said.
   */
  readonly mergeInto?: string | undefined;
}

/** What the person chose; everything optional has a safe default. */
export interface PlanOptions {
  /** Globs over source names (`*` within a component, `**` across); empty means all. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly spam: boolean;
  readonly trash: boolean;
  /** By source mailbox name. */
  readonly decisions: Readonly<Record<string, MailboxDecision>>;
  /**
   * Full name of the one destination mailbox below which everything goes that has no destination of its own, INBOX and special uses
   * included and nothing matched by role; null for the usual way.
   */
  readonly under: string | null;
  /** Only for Gmail; `folders` when missing. */
  readonly labels?: LabelStrategy | undefined;
  /** What the destination was seen to take; it counts more than what is known of such servers. */
  readonly seenNames?: SeenNames | undefined;
}
