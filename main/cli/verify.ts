import type { ExitCode } from './exit-code.ts';
import type { Invocation } from './invocation.ts';
import { openExistingJournal } from './journal-file.ts';
import { withMoveSession } from './move-session.ts';
import { disposableJournal, tellOutcome } from './run.ts';

/** `homing verify`: looks at everything that was moved once more, and copies nothing. */
export async function verifyCommand(invocation: Invocation): Promise<ExitCode> {
  const { journal: file } = invocation.options;
  return withMoveSession(
    invocation,
    (dependencies) => disposableJournal(openExistingJournal(dependencies, file)),
    async (session, { journal }) => {
      const outcome = await session.moves.verify(session.request, journal, session.control);
      return tellOutcome(session, outcome, { copiedNow: null, journal, file });
    },
  );
}
