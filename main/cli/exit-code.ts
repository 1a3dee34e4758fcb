import { assertNever } from '../../shared/assert-never.ts';
import type { MigrationOutcome } from '../../shared/model/migration-event.ts';
import { doubledIn } from '../../shared/model/newcomers.ts';
import type { MessageProblem } from '../../shared/model/problem.ts';

/** What the process ends with: a stable contract with scripts. */
export const exitCode = {
  arrived: 0,
  unexpected: 1,
  exceptions: 2,
  stopped: 3,
  usage: 4,
  signInRefused: 5,
  destinationFull: 6,
  /** Only of a batch, where 4 says that nothing was started. */
  linesToMend: 7,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Kinds that come back the same until a person changes an option. */
export const wrongSettings: ReadonlySet<MessageProblem['kind']> = new Set([
  'host-unknown',
  'connection-refused',
  'tls-not-offered',
  'tls-failed',
  'certificate',
  'not-imap',
  'too-many-mailboxes',
  'preauth',
]);

/** The exit code for a server's error that ended a run. */
export function exitCodeOfProblem(kind: MessageProblem['kind']): ExitCode {
  if (kind === 'sign-in-refused') return exitCode.signInRefused;
  if (kind === 'over-quota') return exitCode.destinationFull;
  return wrongSettings.has(kind) ? exitCode.usage : exitCode.stopped;
}

/** A server that was there when the run began may be again; another certificate does not go away by itself. */
function exitCodeOfStop(kind: MessageProblem['kind']): ExitCode {
  return kind === 'host-unknown' || kind === 'connection-refused' ? exitCode.stopped : exitCodeOfProblem(kind);
}

/** Whether everything that was to come is there as it was, and once. */
function isClean({ failed, altered, shortfalls, newcomers }: MigrationOutcome): boolean {
  return failed === 0 && altered === 0 && shortfalls.length === 0 && doubledIn(newcomers) === 0;
}

/** The exit code for how a run ended. */
export function exitCodeOfOutcome(outcome: MigrationOutcome): ExitCode {
  switch (outcome.end) {
    case 'finished':
      if (outcome.waiting > 0) return exitCode.stopped;
      return isClean(outcome) ? exitCode.arrived : exitCode.exceptions;
    case 'stopped':
      return outcome.reason ? exitCodeOfStop(outcome.reason.kind) : exitCode.stopped;
    case 'sign-in-refused':
      return exitCode.signInRefused;
    case 'destination-full':
      return exitCode.destinationFull;
    default:
      return assertNever(outcome.end);
  }
}
