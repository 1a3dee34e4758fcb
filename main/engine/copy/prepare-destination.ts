import { MailError } from '../mail-error.ts';
import { plainerNames } from '../plan/plainer-names.ts';
import type { DestinationSession, OpenMailbox } from '../ports.ts';
import type { Run } from '../run.ts';

type Wish = Parameters<DestinationSession['prepare']>[1];

/**
 * Creates and opens the destination mailbox of a pair. A name that the server does not take, though nothing it told forbids it, is given
 * up for a plainer one: noted before it is used, together with the names of what is below, so that every later run goes on there. Rejects
 * with the first refusal when the server takes none.
 */
export async function prepareDestination(
  run: Run,
  pairId: number,
  session: DestinationSession,
  wish: Wish,
): Promise<OpenMailbox> {
  let first: MailError | null = null;
  for (;;) {
    const { destination } = run.journal.pair(pairId);
    try {
      const opened = await session.prepare(destination, wish);
      if (run.journal.pair(pairId).destination === destination) return opened;
    } catch (error) {
      // The name was not to blame in the end: what is told is what the server said of the one that was planned.
      if (!isRefusedName(error, wish)) throw error;
      first ??= error;
      // What is above may have got another name meanwhile, and this one with it.
      if (run.journal.pair(pairId).destination === destination && !rename(run, destination)) throw first;
    }
  }
}

/** Some servers make a mailbox of another name without a word: then there is none of this one. */
function isRefusedName(error: unknown, wish: Wish): error is MailError {
  return error instanceof MailError && wish.create && ['name-refused', 'no-such-mailbox'].includes(error.facts.kind);
}

/** @returns false when there is no plainer name */
function rename({ journal, migration, destinationFacts }: Run, refused: string): boolean {
  const pairs = journal.pairs(migration);
  const planned = pairs.map((pair) => ({ name: pair.destination, isMade: pair.destinationUidValidity !== null }));
  const changes = plainerNames(refused, destinationFacts, planned);
  if (changes === null) return false;
  // Those that go to one mailbox are renamed together.
  const ids = new Map(pairs.map((pair) => [pair.destination, pair.id]));
  for (const [before, now] of changes) journal.renameDestination(ids.get(before) ?? -1, now, 'reserved-characters');
  return true;
}
