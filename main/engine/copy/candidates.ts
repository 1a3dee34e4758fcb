import { formatSequenceSet } from '../../../shared/sequence-set.ts';
import type { ListedAtDestination } from '../journal-port.ts';
import type { IndexedMessage, MailSession } from '../ports.ts';
import { fingerprintOf } from './fingerprint.ts';

/** Messages read whole in one command for want of their header fields. */
const READ_TOGETHER = 200;

/** Messages of the open mailbox in the form that matching needs, as they come. */
export async function listCandidates(
  session: MailSession,
  set: string,
  onCandidate: (candidate: ListedAtDestination) => void,
): Promise<void> {
  const unidentified = new Map<number, IndexedMessage>();
  await session.fetchIndex(set, true, (message) => {
    if (message.identity) onCandidate(candidateOf(message, message.identity));
    else unidentified.set(message.uid, message);
  });
  // A server that does not tell header fields hands the header over with the message.
  const uids = [...unidentified.keys()].toSorted((one, other) => one - other);
  for (let at = 0; at < uids.length; at += READ_TOGETHER) {
    await session.fetchBodies(formatSequenceSet(uids.slice(at, at + READ_TOGETHER)), (uid, body) => {
      const message = unidentified.get(uid);
      if (message) onCandidate(candidateOf(message, body));
    });
  }
}

function candidateOf({ uid, size, internalDate }: IndexedMessage, block: Buffer): ListedAtDestination {
  return { uid, size, internalDate, fingerprint: fingerprintOf(block) };
}
