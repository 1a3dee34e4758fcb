import { formatSequenceSet } from '../../../shared/sequence-set.ts';
import { chooseFlags, sameFlags } from '../copy/flags.ts';
import type { Pumping } from '../copy/pump.ts';
import { sameInstant } from '../internal-date.ts';
import type { JournalMessage, PlaceOfMessage } from '../journal-port.ts';
import { MailError } from '../mail-error.ts';
import type { IndexedMessage } from '../ports.ts';
import { tellProgress } from '../run.ts';
import { copyBatch, type CopyTarget } from './copy-batch.ts';

/** Refused COPY commands of one stretch, before the rest of it is uploaded instead. */
const MOST_REFUSALS = 12;

/** A waiting message that is at the destination already, in another mailbox. */
export interface Placed {
  readonly row: JournalMessage;
  readonly place: PlaceOfMessage;
  readonly fingerprint: Buffer;
}

/**
 * Has the destination copy messages from where they are. What it cannot copy, or what is not there any more as it was, stays `waiting`.
 * Leaves any mailbox open.
 */
export async function copyPlaced(pumping: Pumping, placed: readonly Placed[]): Promise<void> {
  const { run, pairId, sessions, caution } = pumping;
  const { permanentFlags } = pumping.opened;
  const target: CopyTarget = { run, pairId, sessions, caution, permanentFlags, refusals: { left: MOST_REFUSALS } };
  for (const [mailbox, group] of Map.groupBy(placed, ({ place }) => place.mailbox)) {
    const usable = await openAndChoose(pumping, mailbox, group);
    for (let at = 0; at < usable.length && target.refusals.left > 0;) {
      run.signal.throwIfAborted();
      const batch = usable.slice(at, at + Math.max(1, Math.min(usable.length, caution.perAppend)));
      at += batch.length;
      await copyBatch(target, mailbox, batch);
      run.meter.bytes += batch.reduce((sum, { row }) => sum + row.size, 0);
      tellProgress(run, run.journal.pair(pairId), 'copying');
    }
  }
}

/** Opens a mailbox and finds the messages that are there as they should be. */
async function openAndChoose(pumping: Pumping, mailbox: string, group: readonly Placed[]): Promise<readonly Placed[]> {
  const { destination } = pumping.sessions;
  try {
    const { uidValidity } = await destination.open(mailbox);
    const found = new Map<number, IndexedMessage>();
    const candidates = group.filter(({ place }) => place.uidValidity === uidValidity);
    if (candidates.length === 0) return [];
    const uids = candidates.map(({ place }) => place.uid).toSorted((one, other) => one - other);
    await destination.fetchIndex(formatSequenceSet(uids), false, (message) => {
      found.set(message.uid, message);
    });
    return candidates.filter((one) => isAsWanted(pumping, one, found.get(one.place.uid)));
  } catch (error) {
    // The person may have removed the mailbox meanwhile.
    if (error instanceof MailError && error.facts.outcome === 'refused' && error.facts.wide === 'mailbox') return [];
    throw error;
  }
}

/**
 * Whether a copy of what is there would be what an upload would bring. The person may have removed or marked it since, the source's flags may
 * have changed, and what was there before us may differ in date and size. Flags that the destination dropped by itself would be dropped again.
 */
function isAsWanted({ opened }: Pumping, { row, place }: Placed, found: IndexedMessage | undefined): boolean {
  if (!found) return false;
  const wanted = chooseFlags(row.flags, opened.permanentFlags).kept;
  if (place.alreadyThere) {
    return (
      sameFlags(found.flags ?? [], wanted) &&
      found.size === row.size &&
      sameInstant(found.internalDate, row.internalDate)
    );
  }
  const kept = new Set(wanted.map((flag) => flag.toLowerCase()));
  const flags = found.flags ?? [];
  const onlyFewer = flags.every((flag) => kept.has(flag.toLowerCase()));
  return sameFlags(flags, wanted) || (onlyFewer && sameFlags(row.flags, place.flags));
}
