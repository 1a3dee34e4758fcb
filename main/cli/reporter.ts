import type { Fates } from '../../shared/fates.ts';
import type { MigrationEvent, MigrationOutcome } from '../../shared/model/migration-event.ts';
import type { PresentedCertificate } from '../../shared/model/certificate.ts';
import type { Receipt } from '../../shared/model/receipt.ts';
import type { PlanReport } from '../engine/plan-only.ts';
import type { CliError } from './cli-error.ts';

/** A problem that ended a command, ready to be told. */
export interface Failure {
  /** A MailErrorKind, or `usage`, `journal`, `unexpected`. */
  readonly kind: string;
  readonly side: 'source' | 'destination' | null;
  readonly serverText: string | null;
  /** What a server showed whose certificate was refused. */
  readonly certificate?: PresentedCertificate;
  /** What happened, what the server says, what it means, what to do next: one sentence each. */
  readonly lines: readonly string[];
  readonly exitCode: CliError['exitCode'];
}

/** What there is to say of a result beside its outcome. */
export interface DoneFacts {
  /** Messages copied by this run, where the outcome counts the whole move; null when it does not copy. */
  readonly copiedNow: number | null;
  /** What became of the messages that did not come along. */
  readonly fates: Fates;
  /** What to do or read next, for people. */
  readonly next: readonly string[];
  /** Where a receipt was written, if one was. */
  readonly receipt?: string | null;
}

/** What a command tells while it works, whoever listens. */
export interface Reporter {
  event(event: MigrationEvent): void;
  /** The person asked to stop and it will take a moment. */
  stopping(): void;
  /** A sentence between two things. */
  say(line: string): void;
  /** Something that does not stop the command, and that its person should know. @param kind for scripts */
  notice(kind: string, line: string): void;
  plan(report: PlanReport, seconds: number): void;
  receipt(receipt: Receipt, files: readonly string[]): void;
  done(outcome: MigrationOutcome, more: DoneFacts): void;
  failed(failure: Failure): void;
  /** Gives the terminal back; more than once does no harm. */
  close(): void;
}
