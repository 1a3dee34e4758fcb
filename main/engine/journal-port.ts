import type { AccountLedger } from './account-ledger.ts';
import type { AccountFacts } from '../../shared/model/mailbox.ts';
import type { MailboxPair, LeftOut, RenameReason } from '../../shared/model/plan.ts';
import type { MessageProblem, SkipReason, Treatment } from '../../shared/model/problem.ts';

/** `waiting -> intended -> copied -> verified`, or `skipped` / `failed`. Only `intended` is ambiguous. */
export type MessageStatus = 'waiting' | 'intended' | 'copied' | 'verified' | 'skipped' | 'failed';

/** A message to enter into the journal. */
export interface NewMessage {
  readonly uid: number;
  readonly size: number;
  readonly internalDate: string;
  /** Null when the source does not tell them. */
  readonly flags: readonly string[] | null;
  readonly fingerprint: Buffer | null;
  /** Set when a filter leaves the message behind. */
  readonly skip: SkipReason | null;
}

/** A message of a mailbox that several pairs take their shares of. */
export interface SharedMessage extends NewMessage {
  /** The pairs it belongs to, the one where it is to arrive first at the beginning; none when it stays behind. */
  readonly pairs: readonly number[];
}

/** Where a message of several pairs is at the destination already. */
export interface PlaceOfMessage {
  /** Name at the destination. */
  readonly mailbox: string;
  readonly uidValidity: number;
  readonly uid: number;
  /** Flags the source told when that pair was indexed. */
  readonly flags: readonly string[];
  readonly fingerprint: Buffer | null;
  readonly digest: Buffer | null;
  /** Whether it was there before Homing came. */
  readonly alreadyThere: boolean;
}

/** A message as the journal remembers it. */
export interface JournalMessage {
  readonly uid: number;
  /** As the source told it: a hint. */
  readonly size: number;
  /** Bytes of what was sent, or is about to be; null until it was read. */
  readonly length: number | null;
  /** As the source told it; empty when it did not. */
  readonly internalDate: string;
  readonly flags: readonly string[];
  /** Whether the source told its flags. */
  readonly flagsTold: boolean;
  readonly status: MessageStatus;
  /** Identity of the header (see fingerprint.ts), 16 bytes; null until known. */
  readonly fingerprint: Buffer | null;
  /** SHA-256 of the source bytes; null until they were read. */
  readonly digest: Buffer | null;
  /** UID at the destination, under the pair's destination UIDVALIDITY. */
  readonly destinationUid: number | null;
  /** Whether it was at the destination before Homing came (then undo must not remove it). */
  readonly alreadyThere: boolean;
  readonly problem: MessageProblem | null;
  readonly skip: SkipReason | null;
  /** In which form it was sent, when the destination refused it as it is; fingerprint and digest are then those of that form. */
  readonly treatment: Exclude<Treatment, 'leave'> | null;
}

/** A destination message, listed for matching. */
export interface ListedAtDestination {
  readonly uid: number;
  readonly size: number;
  readonly internalDate: string;
  readonly fingerprint: Buffer;
}

/** All messages of one fingerprint on both sides that nothing has matched yet. */
export interface FingerprintGroup {
  readonly fingerprint: Buffer;
  readonly source: readonly JournalMessage[];
  readonly destination: readonly ListedAtDestination[];
}

/** A mailbox pair as the journal remembers it. Numbers are null until first seen. */
export interface JournalPair extends MailboxPair {
  readonly id: number;
  /** The mailbox of which this pair takes its share: its messages have that mailbox's UIDs and UIDVALIDITY. Null for the pair's own mailbox. */
  readonly readsFrom: string | null;
  readonly sourceUidValidity: number | null;
  /** Every source UID below this is in the journal. */
  readonly indexedUidNext: number | null;
  /** EXISTS of the mailbox that is read, at the last complete index; null also when the server did not tell it. */
  readonly indexedMessages: number | null;
  /** How many of them the source has listed; null until counted. */
  readonly sourceListed: number | null;
  readonly sourceHighestModseq: bigint | null;
  /** By which rule the share was taken at the last complete index; see share-rule.ts. */
  readonly indexedShare: string | null;
  readonly destinationUidValidity: number | null;
  /** UIDNEXT noted before the first append: what we put there, and is in doubt, has this UID or a higher one. */
  readonly destinationUidNext: number | null;
  /** UIDNEXT up to which the destination was compared: what has this UID or a higher one, and is not ours, came since. */
  readonly destinationCompared: number | null;
  /** The same when it was compared for the first time: what has a lower UID was there before the move. */
  readonly destinationStart: number | null;
  /** Messages that came into the destination since then and are not the move's, when that was last looked at. */
  readonly newcomers: number;
  /** Of {@link newcomers}: those that the move brought, too. */
  readonly doubled: number;
  readonly destinationHighestModseq: bigint | null;
  /** Whether the destination was compared with the source before the first append. */
  readonly reconciled: boolean;
  /** Keywords the destination did not take, with how many messages carried each. */
  readonly droppedKeywords: Readonly<Record<string, number>>;
  /** Why the mailbox could not be worked on to its end the last time; null when it could. */
  readonly problem: MessageProblem | null;
}

/** The changeable numbers of a pair; what is left out stays as it is. */
export type PairChange = Partial<
  Pick<
    JournalPair,
    | 'sourceUidValidity'
    | 'indexedUidNext'
    | 'indexedMessages'
    | 'sourceHighestModseq'
    | 'indexedShare'
    | 'destinationUidValidity'
    | 'destinationUidNext'
    | 'destinationCompared'
    | 'destinationStart'
    | 'newcomers'
    | 'doubled'
    | 'destinationHighestModseq'
    | 'reconciled'
    | 'droppedKeywords'
    | 'sourceListed'
    | 'problem'
  >
>;

/** Messages and bytes of a pair by status. `alreadyThere` counts within copied and verified. */
export interface PairCounts {
  readonly byStatus: Readonly<Record<MessageStatus, { readonly messages: number; readonly bytes: number }>>;
  readonly alreadyThere: { readonly messages: number; readonly bytes: number };
}

/** A move between two accounts, by their keys (see accountKey). */
export interface JournalMigration {
  readonly id: number;
  readonly sourceKey: string;
  readonly destinationKey: string;
  /** How both accounts' names are taken apart; null until a run of this version looked at them. */
  readonly namespaces: Namespaces | null;
}

/** How names of both accounts are taken apart, see splitName. */
export interface Namespaces {
  readonly source: AccountFacts['namespace'];
  readonly destination: AccountFacts['namespace'];
}

/** How a message came to be compared byte for byte: as one of all or because it looked different, or chosen at random. */
export type Comparison = 'read' | 'at-random';

/** Messages that were compared byte for byte since they arrived. */
export interface ComparedCounts {
  readonly bodies: number;
  /** Of them: chosen at random for a sample. */
  readonly atRandom: number;
}

/**
 * What remembers the move. Synchronous, durable when a method returns, each method one transaction.
 * Every method that takes a pair id works on the messages of the pair's current source UIDVALIDITY.
 */
export interface Journal {
  /** Finds the move between two accounts (see accountKey) or begins one. */
  openMigration(sourceKey: string, destinationKey: string): number;
  /** Every move in this journal, in the order they were begun. */
  migrations(): readonly JournalMigration[];
  /**
   * Enters the pairs not yet known (by source name) and refreshes counts of the known ones, whose destination never changes. A pair that
   * reads from another mailbox than before begins anew as after a change of UIDVALIDITY; its rows can be carried over.
   */
  savePlan(migration: number, pairs: readonly MailboxPair[], leftOut: readonly LeftOut[]): readonly JournalPair[];
  leftOut(migration: number): readonly LeftOut[];
  /** Remembers how both accounts' names are taken apart, for whoever shows them without asking the servers. */
  saveNamespaces(migration: number, namespaces: Namespaces): void;
  pairs(migration: number): readonly JournalPair[];
  pair(pair: number): JournalPair;
  changePair(pair: number, change: PairChange): void;
  /**
   * Gives the destination of a pair, and of those that go to the same mailbox, another name, because the server refused the one it had:
   * nothing is there yet.
   */
  renameDestination(pair: number, destination: string, reason: RenameReason): void;

  /**
   * Enters messages as `waiting` (or `skipped`); a UID already known keeps its status, unless that is "gone", and gets what was not told before.
   * @returns whether a UID already known is told to be of another size or date, and so another message
   */
  addMessages(pair: number, messages: readonly NewMessage[]): boolean;
  /**
   * Enters messages of a mailbox that several pairs take their shares of, into all of them at once, like addMessages; a `waiting` one gets
   * the flags told now. A message known in a pair that it does not belong to any more is forgotten there, unless it was sent.
   * @param pair any of those pairs
   */
  addShares(pair: number, messages: readonly SharedMessage[]): void;
  /** The other pairs that messages of this one are to arrive in first. */
  firstPairs(pair: number): readonly number[];
  /** Of messages of a shared mailbox, where each is at the destination by another pair; by source UID, at most one place each. */
  placesOf(pair: number, uids: readonly number[]): ReadonlyMap<number, PlaceOfMessage>;
  /** Messages of one status with a UID above `afterUid`, ascending. */
  messages(pair: number, status: MessageStatus, afterUid: number, limit: number): readonly JournalMessage[];
  counts(pair: number): PairCounts;
  /**
   * Of pairs with one destination: how many of their copied and verified messages are too many for the destination UIDs that they have. 0 when
   * each has one of its own.
   */
  sharedUids(pairs: readonly number[]): number;
  /** Of the pair's `verified` messages. */
  compared(pair: number): ComparedCounts;

  /**
   * waiting -> intended, with what identifies the bytes about to be sent; a copy's digest may not be known. Failed -> intended too for one
   * that goes in another form.
   */
  markIntended(
    pair: number,
    messages: readonly {
      readonly uid: number;
      readonly fingerprint: Buffer;
      readonly digest: Buffer | null;
      /** Bytes; left out where nobody has read them. */
      readonly length?: number;
      readonly treatment?: Exclude<Treatment, 'leave'>;
    }[],
  ): void;
  /** intended or waiting -> copied. */
  markCopied(
    pair: number,
    messages: readonly {
      readonly uid: number;
      readonly destinationUid: number | null;
      /** Where it was not known before all octets had gone by. */
      readonly digest?: Buffer;
      readonly alreadyThere?: boolean;
    }[],
  ): void;
  /** intended, copied, verified or skipped -> waiting: known not to be there, or wanted after all. Forgets destination UID, alreadyThere and problem, but for one of {@link setAside} with which it was sent. */
  markWaiting(pair: number, uids: readonly number[]): void;
  /** From any status; forgets nothing else. */
  markFailed(pair: number, uid: number, problem: MessageProblem): void;
  /** Of a `waiting` message: notes why it is not there yet. It stays `waiting`. */
  setAside(pair: number, uid: number, problem: MessageProblem): void;
  markSkipped(pair: number, uids: readonly number[], reason: SkipReason): void;
  /**
   * copied (or verified, looked at again) -> verified; a problem (altered) is kept with it, null clears one. Digest is filled when it
   * was not known. What was once compared stays so until it arrives anew.
   */
  markVerified(
    pair: number,
    messages: readonly {
      readonly uid: number;
      readonly problem: MessageProblem | null;
      readonly digest?: Buffer;
      readonly compared?: Comparison;
    }[],
  ): void;
  /**
   * failed -> waiting, so that a new run tries again. Forgets destination UID and problem, but keeps one that counts runs. Where one was missed at the destination, the pair
   * is to be compared with it again first.
   */
  retryFailed(pair: number): void;

  /**
   * Destination UIDs from one on that belong to a message of this pair, or of another of the move with the same destination, as far as both
   * saw it under the same UIDVALIDITY.
   * @param withFormer whether those of messages count that this pair saw under a former UIDVALIDITY of the source
   */
  assignedDestinationUids(pair: number, fromUid: number, withFormer?: boolean): ReadonlySet<number>;

  /** Forgets the destination listing of a pair, before a new one. */
  clearDestinationListing(pair: number): void;
  addDestinationListing(pair: number, messages: readonly ListedAtDestination[]): void;
  /**
   * Groups of `waiting` source messages and listed destination messages that share a fingerprint, in fingerprint order; without those that
   * {@link assignedDestinationUids} tells.
   * Pages: pass the last fingerprint seen, null to begin.
   */
  commonFingerprints(pair: number, after: Buffer | null, limit: number): readonly FingerprintGroup[];

  /**
   * The source's UIDVALIDITY changed: from now on the pair's messages are those of the new one. The old rows stay until
   * {@link carryOver} has matched them. Sets indexedUidNext and indexedMessages to null. Also used for the first UIDVALIDITY.
   */
  changeSourceUidValidity(pair: number, uidValidity: number): void;
  /**
   * UIDs of the source may mean other messages than before although UIDVALIDITY is the same: what is known counts as of a former one, as
   * with {@link changeSourceUidValidity}.
   */
  distrustUids(pair: number): void;
  /** Whether rows of a former UIDVALIDITY are left that carryOver could match. */
  hasFormerMessages(pair: number): boolean;
  /**
   * Moves status, digest and destination UID of rows of former UIDVALIDITYs to `waiting` rows with the same fingerprint, size and
   * INTERNALDATE, one to one. Returns how many were carried over.
   */
  carryOver(pair: number): number;
  /** The destination's UIDVALIDITY changed: every copied or verified or intended message is `waiting` again, without a destination UID, and `reconciled` is false. */
  forgetDestination(pair: number): void;

  /** What is remembered of accounts, for daily budgets; used where nothing remembers it for several journals. */
  readonly ledger: AccountLedger;
  /** Every message with a problem, for the receipt: failed, verified but altered, or not there yet. */
  exceptions(
    migration: number,
    after: { readonly pair: number; readonly uid: number } | null,
    limit: number,
  ): readonly (JournalMessage & { readonly pairId: number })[];
  close(): void;
}
