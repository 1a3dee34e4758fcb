import type { AccountFacts } from './mailbox.ts';
import type { Newcomers } from './newcomers.ts';
import type { MessageProblem, SkipReason } from './problem.ts';
import type { LeftOut, RenameReason } from './plan.ts';
import type { Shortfall } from './shortfall.ts';

/** One message that is not at the destination exactly as it was at the source. */
export interface ReceiptException {
  readonly mailbox: string;
  readonly uid: number;
  readonly size: number;
  /** INTERNALDATE as the source tells it. */
  readonly internalDate: string;
  /** `not-yet`: connections broke each time it was under way; the next run tries again. */
  readonly outcome: 'failed' | 'altered' | 'not-yet';
  readonly problem: MessageProblem;
}

/** One mailbox of the receipt. */
export interface ReceiptMailbox {
  readonly source: string;
  readonly destination: string;
  readonly renamed: readonly RenameReason[];
  readonly messages: number;
  readonly bytes: number;
  readonly copied: number;
  readonly alreadyThere: number;
  /** Of copied and alreadyThere: seen again at the destination by a verification. */
  readonly verified: number;
  /** Of verified: read whole at the destination since it arrived, and compared byte for byte. */
  readonly compared: number;
  /** Of compared: chosen at random, for a sample. */
  readonly comparedAtRandom: number;
  readonly altered: number;
  readonly failed: number;
  readonly skipped: number;
  readonly waiting: number;
  readonly droppedKeywords: Readonly<Record<string, number>>;
}

/** The proof at the end; what `report` writes. No message text but the header lines of exceptions. */
export interface Receipt {
  readonly version: 1;
  /** Account keys decoded for people: user and host. */
  readonly from: { readonly user: string; readonly host: string };
  readonly to: { readonly user: string; readonly host: string };
  /** How names of the mailboxes are taken apart; null when that is not remembered. */
  readonly namespaces: { readonly from: AccountFacts['namespace']; readonly to: AccountFacts['namespace'] } | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly totals: Omit<ReceiptMailbox, 'source' | 'destination' | 'renamed' | 'droppedKeywords'>;
  readonly mailboxes: readonly ReceiptMailbox[];
  readonly leftOut: readonly LeftOut[];
  readonly skippedBy: Readonly<Record<SkipReason, number>>;
  readonly exceptions: readonly ReceiptException[];
  /** What the numbers above do not account for: only without any of it has everything arrived. */
  readonly shortfalls: readonly Shortfall[];
  /** What came into the new mailbox meanwhile that this move did not put there; left out where nothing did. */
  readonly newcomers?: readonly Newcomers[];
}
