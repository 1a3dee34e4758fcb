import type { Newcomers } from './newcomers.ts';
import type { MigrationPlan } from './plan.ts';
import type { MessageProblem, Side } from './problem.ts';
import type { Shortfall } from './shortfall.ts';

/** Why nothing moves at the moment (engine state `paused(reason)`). */
export type PauseReason =
  | 'by-the-person'
  | 'offline' // there is no way to a server; we try again
  | 'interrupted' // a server ended the connection, fell silent or answered as no server should; we try again
  | 'throttled' // the server asked for patience
  | 'daily-budget' // what the provider allows in 24 hours is used up
  | 'destination-in-use' // another move, of this process or another, copies into the same account
  | 'sign-in-again'
  | 'destination-full'
  | 'journal-disk-full';

/** Where one mailbox stands. */
export type MailboxPhase = 'waiting' | 'indexing' | 'comparing' | 'copying' | 'verifying' | 'done';

/** Progress of one mailbox. Numbers only grow within a run, but for `total`, which follows the source. */
export interface MailboxProgress {
  readonly source: string;
  readonly destination: string;
  readonly phase: MailboxPhase;
  /** Messages to be accounted for, and how many are: copied, there already, skipped or failed. */
  readonly total: number;
  readonly done: number;
  readonly totalBytes: number | null;
  readonly doneBytes: number;
  readonly skipped: number;
  readonly failed: number;
  readonly verified: number;
}

/** Connections in use. */
export interface ConnectionsInUse {
  readonly source: number;
  readonly destination: number;
}

/** Of the messages that go first (see MigrationSettings.recentFirst): how many there are, and how many are dealt with. */
export interface RecentProgress {
  /** Received at this moment or later; milliseconds since 1970. */
  readonly since: number;
  readonly done: number;
  readonly total: number;
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** Whether all mailboxes are counted in; until then there may be more. */
  readonly counted: boolean;
  /** The others follow from here on. */
  readonly ended: boolean;
}

/** How far a look at everything that arrived is: each message looked up, or whole messages read again and compared. */
export interface CheckProgress {
  readonly what: 'identified' | 'compared';
  readonly done: number;
  readonly total: number;
}

/** What the engine tells while it works. A reader folds these; see reduce-progress.ts. */
export type MigrationEvent =
  | { readonly event: 'plan'; readonly plan: MigrationPlan }
  | { readonly event: 'mailbox'; readonly mailbox: MailboxProgress }
  | { readonly event: 'connections'; readonly inUse: ConnectionsInUse }
  | {
      readonly event: 'paused';
      readonly reason: PauseReason;
      readonly side: Side | null;
      readonly until: number | null;
      readonly serverText: string | null;
    }
  | { readonly event: 'resumed' }
  | { readonly event: 'recent'; readonly recent: RecentProgress }
  | { readonly event: 'checked'; readonly check: CheckProgress }
  /** Messages found in doubt after an interruption and what became of them. */
  | { readonly event: 'settled'; readonly mailbox: string; readonly arrived: number; readonly again: number }
  | {
      readonly event: 'problem';
      readonly mailbox: string;
      readonly uid: number | null;
      readonly problem: MessageProblem;
    };

/** How a run ended. */
export interface MigrationOutcome {
  /** `finished`: everything is accounted for. The others: run again to go on. */
  readonly end: 'finished' | 'stopped' | 'sign-in-refused' | 'destination-full';
  /** Counts over the whole move, not only this run. */
  readonly copied: number;
  readonly alreadyThere: number;
  readonly skipped: number;
  /** Those of {@link shortfalls} included, as far as their number is known. */
  readonly failed: number;
  /** What no message's own fate accounts for: only without any of it has everything arrived. */
  readonly shortfalls: readonly Shortfall[];
  /** What came into the new mailbox meanwhile that this move did not put there; left out where nothing did. */
  readonly newcomers?: readonly Newcomers[];
  /** Arrived, but changed by the destination, or with mailbox-wide problems. */
  readonly altered: number;
  /** Messages not yet dealt with. */
  readonly waiting: number;
  /** Messages read whole at the destination since they arrived and compared byte for byte; and those of them chosen at random. */
  readonly compared: number;
  readonly comparedAtRandom: number;
  readonly bytes: number;
  readonly seconds: number;
  /** What one should read when it did not finish. */
  readonly reason: MessageProblem | null;
  readonly side: Side | null;
}
