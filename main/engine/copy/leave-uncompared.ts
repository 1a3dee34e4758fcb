import type { JournalMessage, ListedAtDestination } from '../journal-port.ts';
import type { Run } from '../run.ts';
import { recordFailure } from './append-batch.ts';
import { UnreadSoFar, type Caution } from './caution.ts';

/**
 * Of what the destination does not hand over nobody knows whether it is the same as a message of the source that looks like it: that one is
 * not sent, lest it be there twice, and is named.
 * @param unmatched messages of the source without a partner
 * @param unread messages of the destination that could not be read
 * @throws UnreadSoFar where a fresh connection has not been tried
 */
export function leaveUncompared(
  { run, pairId, caution }: { readonly run: Run; readonly pairId: number; readonly caution: Caution },
  unmatched: readonly JournalMessage[],
  unread: readonly ListedAtDestination[],
): void {
  const prints = new Set(unread.map(({ fingerprint }) => fingerprint.toString('hex')));
  const unsure = unmatched.filter(({ fingerprint }) => fingerprint && prints.has(fingerprint.toString('hex')));
  if (unsure.length === 0) return;
  if (!caution.triedAfresh) throw new UnreadSoFar();
  for (const { uid } of unsure)
    recordFailure(run, pairId, uid, { kind: 'not-compared', serverText: null, side: 'destination' });
}
