import type { JournalMessage } from '../journal-port.ts';
import { MailError } from '../mail-error.ts';
import { habitsOf } from '../plan/server-habits.ts';
import type { Run, Sessions } from '../run.ts';

/** Bounds the length of one command. */
const TOGETHER = 500;

/**
 * Stars messages once more by STORE where a server keeps the star of an APPEND to itself. Done before messages are looked at for the first
 * time, and so again after a crash in between; never later, when their owner may have taken the star away. A refusal changes nothing: what
 * is missing then is found by the look. The destination mailbox is open.
 */
export async function flagAgain(
  run: Pick<Run, 'destinationFacts'>,
  { destination }: Pick<Sessions, 'destination'>,
  rows: readonly JournalMessage[],
): Promise<void> {
  if (!habitsOf(run.destinationFacts).forgetsFlagged) return;
  const uids = rows
    .filter((row) => row.status === 'copied' && !row.alreadyThere && isFlagged(row))
    .flatMap(({ destinationUid }) => destinationUid ?? []);
  for (let at = 0; at < uids.length; at += TOGETHER) {
    try {
      await destination.addFlags(uids.slice(at, at + TOGETHER), ['\\Flagged']);
    } catch (error) {
      if (!(error instanceof MailError) || error.facts.outcome !== 'refused' || error.facts.wide === 'account')
        throw error;
    }
  }
}

function isFlagged({ flags }: JournalMessage): boolean {
  return flags.some((flag) => flag.toLowerCase() === '\\flagged');
}
