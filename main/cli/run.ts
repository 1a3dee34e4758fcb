import type { ExitCode } from './exit-code.ts';
import type { Invocation } from './invocation.ts';
import { openRunJournal } from './journal-file.ts';
import { copiedSoFar } from '../services/move-service.ts';
import { withMoveSession } from './move-session.ts';
import { planCommand } from './plan.ts';
import { runAndTell } from './tell-outcome.ts';

/** `homing run`: moves what is left to move. */
export async function runCommand(invocation: Invocation): Promise<ExitCode> {
  const { journal: file, 'dry-run': dryRun } = invocation.options;
  if (dryRun === true) return planCommand(invocation);
  return withMoveSession(
    invocation,
    (dependencies) => disposableJournal(openRunJournal(dependencies, file)),
    async (session, { journal }) => {
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
