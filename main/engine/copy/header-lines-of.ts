import { MailError } from '../mail-error.ts';
import type { SourceSession } from '../ports.ts';
import { headerLines, type HeaderLines } from './header-lines.ts';

/** What a person can recognise a message of the open mailbox by that was not handed over whole; nothing where the server refuses that, too. */
export async function headerLinesOf(session: SourceSession, uid: number): Promise<HeaderLines> {
  let lines: HeaderLines = {};
  try {
    await session.fetchIndex(String(uid), true, ({ identity }) => {
      if (identity) lines = headerLines(identity);
    });
  } catch (error) {
    if (!(error instanceof MailError) || error.facts.outcome !== 'refused') throw error;
  }
  return lines;
}
