import { MailError } from '../mail-error.ts';
import { plainName } from '../plan/plain-name.ts';
import type { DestinationSession, OpenMailbox } from '../ports.ts';
import type { Run } from '../run.ts';

type Wish = Parameters<DestinationSession['prepare']>[1];

/**
 * Creates and opens the destination mailbox of a pair. A name that the server does not take, though nothing it told forbids it, is given
 * up for a plainer one: noted before it is used, so that every later run goes on there. Rejects with the first refusal when the server
 * takes neither.
 */
export async function prepareDestination(
  run: Run,
  pairId: number,
  session: DestinationSession,
  wish: Wish,
): Promise<OpenMailbox> {
  const { journal, migration, destinationFacts } = run;
  const { destination } = journal.pair(pairId);
  try {
    return await session.prepare(destination, wish);
  } catch (refusal) {
    if (!(refusal instanceof MailError) || refusal.facts.kind !== 'name-refused' || !wish.create) throw refusal;
    const names = journal.pairs(migration).map((pair) => pair.destination);
    const taken = [
      ...names.filter((name) => name !== destination),
      ...destinationFacts.mailboxes.map(({ name }) => name),
    ];
    const plain = plainName(destination, destinationFacts.namespace, taken);
    if (plain === destination) throw refusal;
    journal.renameDestination(pairId, plain, 'reserved-characters');
    try {
      return await session.prepare(plain, wish);
    } catch (error) {
      // The name was not to blame: what is told is what the server said of the one that was planned.
      throw error instanceof MailError && error.facts.kind === 'name-refused' ? refusal : error;
    }
  }
}
