import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import type { Dependencies } from '../dependencies.ts';
import type { DestinationHold } from '../engine/destination-locks.ts';
import type { JournalError } from '../engine/journal-error.ts';
import { holdDestination } from '../services/hold-destination.ts';
import { exitCodeOfOutcome, type ExitCode } from './exit-code.ts';
import { fatesOf, noFates, type Fates } from '../../shared/fates.ts';
import { accountKey } from '../../shared/model/account.ts';
import type { MigrationOutcome } from '../../shared/model/migration-event.ts';
import { describeServerProblem } from './describe-failure.ts';
import type { Invocation } from './invocation.ts';
import type { Journal } from '../engine/journal-port.ts';
import { openRunJournal } from './journal-file.ts';
import { copiedSoFar } from '../services/move-service.ts';
import { readReceipt } from '../services/receipt-service.ts';
import type { Ends } from './settings.ts';
import { withMoveSession, type MoveSession } from './move-session.ts';
import { planCommand } from './plan.ts';
import { tellFailure } from './tell-failure.ts';

/** The words that help on after a run. */
function nextSteps(outcome: MigrationOutcome, journal: string | undefined): string[] {
  const option = journal === undefined ? '' : ` --journal ${/\s/.test(journal) ? `'${journal}'` : journal}`;
  const report = `homing report${option} --html receipt.html`;
  if (outcome.end !== 'finished' || outcome.waiting > 0) return ['Run the same command again to go on.'];
  return outcome.failed + outcome.altered + outcome.shortfalls.length > 0
    ? [`Each of them by name: ${report}`]
    : [`The receipt, to keep: ${report}`];
}

/** Tells the result of a run or a verification; why it ended early, too. */
export function tellOutcome(
  session: MoveSession,
  outcome: MigrationOutcome,
  told: { readonly copiedNow: number | null; readonly journal: Journal; readonly file: string | undefined },
): ExitCode {
  const { reporter, ends, isOwn } = session;
  if (outcome.reason) {
    const failure = describeServerProblem(outcome.reason, outcome.side, ends, isOwn);
    tellFailure({ ...failure, exitCode: exitCodeOfOutcome(outcome) }, reporter);
  }
  const { copiedNow, journal, file } = told;
  reporter.done(outcome, { copiedNow, fates: fatesIn(journal, ends, outcome), next: nextSteps(outcome, file) });
  return exitCodeOfOutcome(outcome);
}

/** What became of the messages of a move that did not come along. */
function fatesIn(journal: Journal, { from, to }: Ends, { end }: MigrationOutcome): Fates {
  const receipt = readReceipt(journal, { from: accountKey(from), to: accountKey(to) }, Date.now());
  // The accounts were not looked into yet.
  if (typeof receipt === 'string') return noFates;
  // Of a run that was stopped, what its mailboxes lack is still to come.
  return fatesOf(end === 'finished' ? receipt : { ...receipt, shortfalls: [] });
}

/** The new mailbox for this process alone, and the journal; the first at first, so that nothing is left where it is refused. */
function openRun(
  dependencies: Dependencies,
  ends: Ends,
  file: string | undefined,
): { readonly journal: Journal; readonly hold: DestinationHold } & Disposable {
  const hold = holdDestination(dependencies.locks, ends);
  const dispose = (): void => hold[Symbol.dispose]();
  try {
    const journal = openRunJournal(dependencies, file);
    return {
      journal,
      hold,
      [Symbol.dispose]: () => {
        try {
          journal.close();
        } finally {
          dispose();
        }
      },
    };
  } catch (error) {
    dispose();
    throw error;
  }
}

function notLockedText({ file }: JournalError): string {
  return `${sanitizeDisplay(file, 300)} cannot be used, so that nothing keeps another Homing on this computer out of the new mailbox. Do not start a second one: messages could arrive twice.`;
}

/** `homing run`: moves what is left to move. */
export async function runCommand(invocation: Invocation): Promise<ExitCode> {
  const { journal: file, 'dry-run': dryRun } = invocation.options;
  if (dryRun === true) return planCommand(invocation);
  return withMoveSession(
    invocation,
    (dependencies, ends) => openRun(dependencies, ends, file),
    async (session, { journal, hold }) => {
      if (hold.trouble) session.reporter.notice('not-locked', notLockedText(hold.trouble));
      const before = copiedSoFar(journal, session.request);
      const outcome = await session.moves.run(session.request, journal, session.control);
      return tellOutcome(session, outcome, { copiedNow: Math.max(0, outcome.copied - before), journal, file });
    },
  );
}

/** A journal that is closed when its command is over, whatever happens. */
export function disposableJournal<Closable extends { close(): void }>(
  journal: Closable,
): { readonly journal: Closable } & Disposable {
  return {
    journal,
    [Symbol.dispose]: () => {
      journal.close();
    },
  };
}
