import { skipReason } from './apply-filters.ts';
import { recordFailure } from './copy/append-batch.ts';
import { fingerprintOf } from './copy/fingerprint.ts';
import { fetchIsolated, type UidRange } from './isolate.ts';
import type { JournalPair, NewMessage } from './journal-port.ts';
import type { IndexedMessage, OpenMailbox, SourceSession } from './ports.ts';
import { tellProgress, type Run } from './run.ts';
import type { MigrationSettings } from './settings.ts';
import { UidSet } from './uid-set.ts';

/** Rows of one journal transaction; large enough to be fast, small enough to keep the event loop free. */
const ROWS = 1_000;
/** Characters of one UID FETCH; see fetch-waiting.ts. */
const MAX_SET = 8_000;
/** Ranges of UIDs asked for by name. */
const MOST_GAPS = 2_000;
const HIGHEST_UID = 4_294_967_295;

/** A listing under way. */
export interface Listing {
  readonly run: Run;
  readonly pair: JournalPair;
  readonly session: SourceSession;
  readonly identity: boolean;
  /** Whether a UID that was known turned out to be another message's. */
  readonly seen: { others: boolean };
}

/**
 * Enters what a source has in a range of UIDs into the journal; a message that it refuses to describe is entered as one that cannot be read.
 * @param last null: to the end
 * @returns which UIDs there are
 */
export async function listRange(
  listing: Listing,
  { first, last }: { first: number; last: number | null },
): Promise<UidSet> {
  const { run, pair } = listing;
  const headway = run.headways.of(pair.id);
  const { sourceUidValidity } = run.journal.pair(pair.id);
  const key = `${String(sourceUidValidity)} ${String(first)} ${String(listing.identity)}`;
  const seen = headway.listing('source', key, () => new UidSet());
  const from = Math.max(first, seen.highest + 1);
  await fetchIsolated([{ first: from, last: Math.max(from, last ?? HIGHEST_UID) }], {
    fetch: async (ranges) => {
      // `n:*` is what every server knows; UIDs above UIDNEXT - 1 may have come meanwhile.
      const isOpen = ranges.length === 1 && ranges[0]?.last === Math.max(from, last ?? HIGHEST_UID);
      const sets = isOpen ? [`${String(ranges[0]?.first ?? 1)}:*`] : setsOf(ranges);
      try {
        return await listSet(listing, sets, from, seen);
      } finally {
        headway.listed('source', key);
      }
    },
    onUnreadable: (uid, { facts }) => {
      seen.add(uid);
      enterUnreadable(run, pair, uid);
      recordFailure(run, pair.id, uid, {
        kind: 'unreadable-at-source',
        serverText: facts.serverText ?? null,
        side: 'source',
      });
    },
  });
  headway.endListing('source');
  return seen;
}

/** Some servers leave out of a long listing what they tell when asked for it by its number. */
export async function askForGaps(listing: Listing, seen: UidSet, opened: OpenMailbox): Promise<void> {
  const gaps = seen.gaps(opened.uidNext ?? seen.highest + 1).slice(0, MOST_GAPS);
  await listSet(listing, setsOf(gaps), 1, seen);
}

async function listSet(listing: Listing, sets: readonly string[], from: number, seen: UidSet): Promise<number> {
  const { run, pair, session, identity } = listing;
  let rows: NewMessage[] = [];
  let count = 0;
  const write = (): void => {
    if (run.journal.addMessages(pair.id, rows)) {
      listing.seen.others = true;
      // What an earlier attempt has listed is as little to be trusted.
      run.headways.of(pair.id).endListing('source');
    }
    rows = [];
    tellProgress(run, pair, 'indexing');
  };
  try {
    for (const set of sets) {
      await session.fetchIndex(set, identity, (message) => {
        rows.push(toRow(message, run.settings));
        // `n:*` answers the last message even when it is below n (RFC 9051 `seq-range`): known, if it is still the same.
        if (message.uid >= from) {
          count += 1;
          seen.add(message.uid);
        }
        if (rows.length >= ROWS) write();
        run.signal.throwIfAborted();
      });
    }
  } finally {
    if (rows.length > 0) write();
  }
  return count;
}

/** As the lines of commands, no longer than any server takes. */
function setsOf(ranges: readonly UidRange[]): string[] {
  const sets: string[] = [];
  for (const { first, last } of ranges) {
    const range = first === last ? String(first) : `${String(first)}:${String(last)}`;
    const open = sets.at(-1);
    if (open === undefined || open.length + 1 + range.length > MAX_SET) sets.push(range);
    else sets[sets.length - 1] = `${open},${range}`;
  }
  return sets;
}

function enterUnreadable(run: Run, pair: JournalPair, uid: number): void {
  const row: NewMessage = { uid, size: 0, internalDate: '', flags: null, fingerprint: null, skip: null };
  run.journal.addMessages(pair.id, [row]);
}

/** A message as the journal enters it. */
export function toRow(message: IndexedMessage, settings: MigrationSettings): NewMessage {
  return {
    uid: message.uid,
    size: message.size,
    internalDate: message.internalDate,
    flags: message.flags,
    fingerprint: message.identity ? fingerprintOf(message.identity) : null,
    skip: skipReason(message, settings),
  };
}
