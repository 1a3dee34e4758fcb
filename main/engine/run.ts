import type { MailboxPhase, MigrationEvent } from '../../shared/model/migration-event.ts';
import type { AccountFacts } from '../../shared/model/mailbox.ts';
import type { Side } from '../../shared/model/problem.ts';
import type { AccountLedger } from './account-ledger.ts';
import type { Budgets } from './budgets.ts';
import type { Journal, JournalPair } from './journal-port.ts';
import type { ByteBudget } from './copy/batch-buffer.ts';
import type { BatchSize } from './copy/batch-size.ts';
import type { SetAside } from './copy/set-aside.ts';
import type { Meter } from './grow-lanes.ts';
import type { Headways } from './headway.ts';
import type { MailError } from './mail-error.ts';
import type { Clock, DestinationSession, MailAccount, SourceSession } from './ports.ts';
import type { SessionAges } from './session-ages.ts';
import type { MigrationSettings } from './settings.ts';

/** Messages blamed in a row, for connections that broke, with none taken or given between them: then it is the server. */
export const IN_A_ROW = 5;
/** In how many runs a message or a mailbox may come to nothing because connections broke, before that counts as a failure. */
export const MOST_RUNS = 3;

/** What the engine works with; nothing in here is its own. */
export interface EngineOptions {
  readonly source: MailAccount<SourceSession>;
  readonly destination: MailAccount<DestinationSession>;
  /** See accountKey: the journal finds the move again under these. */
  readonly sourceKey: string;
  readonly destinationKey: string;
  readonly journal: Journal;
  /** What is remembered of the accounts over all their moves; the journal's own memory where there is none. */
  readonly ledger?: AccountLedger;
  readonly clock: Clock;
  readonly settings: MigrationSettings;
  /** Aborting stops the run: what is under way is settled or left to be settled. */
  readonly signal: AbortSignal;
  onEvent(event: MigrationEvent): void;
}

/** The options with the accounts' daily budgets, and the ages of their sessions. */
export interface BudgetedOptions extends EngineOptions {
  readonly budgets: Budgets;
  readonly ages: SessionAges;
}

/** A run under way: the options plus what inspect found. */
export interface Run extends BudgetedOptions {
  readonly migration: number;
  readonly destinationFacts: AccountFacts;
  readonly meter: Meter;
  readonly budget: ByteBudget;
  readonly batchSize: BatchSize;
  readonly headways: Headways;
  /** What this run has learned of the servers and does not forget. */
  readonly learned: {
    /** Whether the UIDs that APPEND tells (RFC 4315) can be believed. */
    appendUids: boolean;
    /** Mailboxes given up one after another without any step forward between them, each with the error that did it. */
    givenUp: { readonly pairId: number; readonly error: MailError }[];
    /** Messages that are left until the next run, by pair and UID; see set-aside.ts. */
    readonly setAside: Map<number, Map<number, SetAside>>;
    /** Messages blamed in a row, by the side that was lost; over all lanes. */
    readonly blamedInARow: Record<Side, number>;
    /** The last error for which anything was left until the next run; null while nothing was. */
    notYet: MailError | null;
  };
}

/** One connection to each side, for one mailbox at a time. */
export interface Sessions {
  readonly source: SourceSession;
  readonly destination: DestinationSession;
}

/** Tells where a mailbox stands, from the journal's counts, so that it is true after a restart too. */
export function tellProgress(run: Pick<Run, 'journal' | 'onEvent'>, pair: JournalPair, phase: MailboxPhase): void {
  const { byStatus } = run.journal.counts(pair.id);
  const { waiting, intended, copied, verified, skipped, failed } = byStatus;
  const done = copied.messages + verified.messages + skipped.messages + failed.messages;
  const doneBytes = copied.bytes + verified.bytes + skipped.bytes + failed.bytes;
  const indexed = done + waiting.messages + intended.messages;
  const complete = pair.indexedUidNext !== null;
  run.onEvent({
    event: 'mailbox',
    mailbox: {
      source: pair.source,
      destination: pair.destination,
      phase,
      total: complete ? indexed : Math.max(indexed, pair.messages),
      done,
      totalBytes: complete ? doneBytes + waiting.bytes + intended.bytes : pair.bytes,
      doneBytes,
      skipped: skipped.messages,
      failed: failed.messages,
      verified: verified.messages,
    },
  });
}
