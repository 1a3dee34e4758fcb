import { splitSequenceSets } from '../../../shared/sequence-set.ts';
import { identify } from '../index-identities.ts';
import { epochOf } from '../internal-date.ts';
import type { ListedAtDestination } from '../journal-port.ts';
import type { IndexedMessage, OpenMailbox } from '../ports.ts';
import type { Run, Sessions } from '../run.ts';
import { listCandidates } from './candidates.ts';
import type { Caution } from './caution.ts';
import { listNewcomers } from './list-newcomers.ts';
import { matchListed } from './reconcile.ts';

const PAGE = 1_000;
/** Characters of one UID FETCH. */
const MAX_SET = 8_000;

/** A mailbox that was compared before, and both sides of it open. */
interface Comparing {
  readonly run: Run;
  readonly pairId: number;
  readonly sessions: Sessions;
  readonly caution: Caution;
  readonly opened: OpenMailbox;
}

/**
 * Compares what is left to copy with what came into the destination since it was last compared and is not ours: a run with another journal, or
 * on another computer, may have brought it already. Nearly always nothing came, and nothing is asked.
 * @returns the UIDNEXT up to which the destination is compared now
 */
export async function compareNewcomers(comparing: Comparing): Promise<number> {
  const { run, pairId, sessions, caution, opened } = comparing;
  const { journal } = run;
  const uidNext = opened.uidNext ?? 1;
  const from = journal.pair(pairId).destinationCompared ?? uidNext;
  // Without anything to copy there is nothing to compare; what is to be copied later is compared then.
  if (uidNext <= from || journal.counts(pairId).byStatus.waiting.messages === 0) return from;
  const known = journal.assignedDestinationUids(pairId, from);
  const uids: number[] = [];
  const looks = new Looks();
  await listNewcomers(sessions.destination, known, { from, uidNext }, (message) => {
    uids.push(message.uid);
    looks.add(message);
  });
  if (uids.length === 0) return uidNext;
  await identify(run, journal.pair(pairId), { session: sessions.source, caution }, (row) => looks.has(row));
  await enterListing(comparing, uids);
  await matchListed(run, pairId, sessions, caution);
  return uidNext;
}

/** What a copy keeps is the date and, nearly always, the size; so that not every message that waits must be asked for its identity. */
class Looks {
  readonly #sizes = new Set<number>();
  readonly #dates = new Set<number | null>();

  add({ size, internalDate }: Pick<IndexedMessage, 'size' | 'internalDate'>): void {
    this.#sizes.add(size);
    this.#dates.add(epochOf(internalDate));
  }

  has({ size, internalDate }: Pick<IndexedMessage, 'size' | 'internalDate'>): boolean {
    return this.#sizes.has(size) || this.#dates.has(epochOf(internalDate));
  }
}

async function enterListing({ run, pairId, sessions }: Comparing, listed: readonly number[]): Promise<void> {
  const { journal } = run;
  journal.clearDestinationListing(pairId);
  const uids = listed.toSorted((one, other) => one - other);
  for (let at = 0; at < uids.length; at += PAGE) {
    const rows: ListedAtDestination[] = [];
    for (const set of splitSequenceSets(uids.slice(at, at + PAGE), MAX_SET))
      await listCandidates(sessions.destination, set, (row) => rows.push(row));
    journal.addDestinationListing(pairId, rows);
    run.signal.throwIfAborted();
  }
}
