import type { ExitCode } from './exit-code.ts';
import type { Invocation } from './invocation.ts';
import { openExistingJournal } from './journal-file.ts';
import { withMoveSession } from './move-session.ts';
import { disposableJournal } from './run.ts';
import { runAndTell } from './tell-outcome.ts';

/** `homing verify`: looks at everything that was moved once more, and copies nothing. */
export async function verifyCommand(invocation: Invocation): Promise<ExitCode> {
  const { journal: file } = invocation.options;
  return withMoveSession(
    invocation,
    (dependencies) => disposableJournal(openExistingJournal(dependencies, file)),
    async (session, { journal }) =>
      runAndTell(session, { journal, file, copiedBefore: null }, () =>
        session.moves.verify(session.request, journal, session.control),
      ),
  );
}
