import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import type { Dependencies } from '../dependencies.ts';
import type { DestinationHold } from '../engine/destination-locks.ts';
import type { JournalError } from '../engine/journal-error.ts';
import type { Journal } from '../engine/journal-port.ts';
import { holdDestination } from '../services/hold-destination.ts';
import type { ExitCode } from './exit-code.ts';
import type { Ends } from './settings.ts';
import type { Invocation } from './invocation.ts';
import { openRunJournal } from './journal-file.ts';
import { copiedSoFar } from '../services/move-service.ts';
import { withMoveSession } from './move-session.ts';
import { planCommand } from './plan.ts';
import { runAndTell } from './tell-outcome.ts';

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
      const copiedBefore = copiedSoFar(journal, session.request);
      return runAndTell(session, { journal, file, copiedBefore }, () =>
        session.moves.run(session.request, journal, session.control),
      );
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
