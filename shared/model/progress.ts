import type {
  CheckProgress,
  ConnectionsInUse,
  MailboxProgress,
  PauseReason,
  RecentProgress,
} from './migration-event.ts';
import type { Side } from './problem.ts';

/** What the move as a whole is busy with. */
export type Stage = 'inspecting' | 'indexing' | 'comparing' | 'copying' | 'verifying' | 'done';

/** A pause as shown to people. Times in milliseconds since 1970. */
export interface Pause {
  readonly reason: PauseReason;
  readonly side: Side | null;
  readonly since: number;
  /** When it goes on by itself; null when that is not known or a person must act. */
  readonly until: number | null;
  readonly serverText: string | null;
}

/**
 * How long it will take, told honestly: nothing before there is something to go by, then a range,
 * and a reason in place of a number while nothing moves.
 */
export type TimeLeft =
  | { readonly kind: 'none' } // nothing is being moved: counting, comparing, or done
  | { readonly kind: 'too-early' }
  | { readonly kind: 'waiting'; readonly since: number }
  | {
      readonly kind: 'range';
      readonly fromSeconds: number;
      readonly toSeconds: number;
      /** It became slower, so that this is more than half longer than what was said shortly before. */
      readonly slower: boolean;
    };

/** How fast it goes at the moment. */
export interface Rate {
  readonly messagesPerSecond: number;
  readonly bytesPerSecond: number;
}

/** Everything a reader shows while a move runs. */
export interface Progress {
  readonly stage: Stage;
  /** In the order they are copied. */
  readonly mailboxes: readonly MailboxProgress[];
  readonly messages: { readonly done: number; readonly total: number };
  /** `total` is null when a server does not tell sizes. */
  readonly bytes: { readonly done: number; readonly total: number | null };
  readonly skipped: number;
  readonly failed: number;
  readonly verified: number;
  /** The look at what arrived that is under way, or was last in this run; null before one, and while messages are only looked at as they arrive. */
  readonly check: CheckProgress | null;
  readonly connections: ConnectionsInUse;
  readonly pause: Pause | null;
  /** Null until there is something to go by. */
  readonly rate: Rate | null;
  readonly timeLeft: TimeLeft;
  /** Null where nothing goes first. */
  readonly recent: RecentProgress | null;
  /** Messages found in doubt after an interruption and checked again, in this run. */
  readonly checkedAgain: number;
}
