import { formatSequenceSet } from '../../../shared/sequence-set.ts';
import type { ListedAtDestination } from '../journal-port.ts';
import type { IndexedMessage, MailSession } from '../ports.ts';
import { printOf, PrintSink, type BodyPrint } from './body-print.ts';
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
    if (message.identity) onCandidate({ ...factsOf(message), fingerprint: fingerprintOf(message.identity) });
    else unidentified.set(message.uid, message);
  });
  // A server that does not tell header fields hands the header over with the message.
  const uids = [...unidentified.keys()].toSorted((one, other) => one - other);
  for (let at = 0; at < uids.length; at += READ_TOGETHER) {
    const tell = (uid: number, print: BodyPrint): void => {
      const message = unidentified.get(uid);
      if (message) onCandidate({ ...factsOf(message), fingerprint: print.fingerprint() });
    };
    await session.fetchBodies(
      formatSequenceSet(uids.slice(at, at + READ_TOGETHER)),
      (uid, body) => tell(uid, printOf(body)),
      (uid) => new PrintSink((print) => tell(uid, print)),
    );
  }
}

function factsOf({ uid, size, internalDate }: IndexedMessage): Omit<ListedAtDestination, 'fingerprint'> {
  return { uid, size, internalDate };
}
