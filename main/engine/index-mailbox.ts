import { splitSequenceSets } from '../../shared/sequence-set.ts';
import { skipReason } from './apply-filters.ts';
import { recordFailure } from './copy/append-batch.ts';
import { UnreadSoFar, type Caution } from './copy/caution.ts';
import { fingerprintOf } from './copy/fingerprint.ts';
import { readBodies } from './copy/read-bodies.ts';
import { fetchIsolated, type UidRange } from './isolate.ts';
import type { JournalPair, NewMessage } from './journal-port.ts';
import { UNTOLD_UID_VALIDITY, type IndexedMessage, type OpenMailbox, type SourceSession } from './ports.ts';
import { tellProgress, type Run } from './run.ts';
import type { MigrationSettings } from './settings.ts';
import { UidSet } from './uid-set.ts';

/** Rows of one journal transaction; large enough to be fast, small enough to keep the event loop free. */
const ROWS = 1_000;
/** Characters of one UID FETCH; see fetch-waiting.ts. */
const MAX_SET = 8_000;
/** How often a mailbox is listed that shows fewer messages than it says it has. */
const LISTINGS = 3;
/** Ranges of UIDs asked for by name in the last of these listings. */
const MOST_GAPS = 2_000;
const HIGHEST_UID = 4_294_967_295;

/**
 * Brings the journal's list of a source mailbox up to date and leaves the mailbox open. Only UIDs never seen are asked for, as long as
 * the number of messages listed is the number that the source says it has (EXISTS); else all are listed anew, and how many were is noted.
 * When UIDVALIDITY changed, or UIDs may mean other messages than before, what the journal knew is carried over by identity.
 * @param identity whether fingerprints are needed now (they are when something must be matched)
 */
export async function indexMailbox(run: Run, pairId: number, session: SourceSession, identity: boolean): Promise<void> {
  const { journal } = run;
  const before = journal.pair(pairId);
  let opened = await session.open(before.source);
  if (before.sourceUidValidity !== opened.uidValidity) journal.changeSourceUidValidity(pairId, opened.uidValidity);
  else if (mayBeUsedAgain(before, opened)) journal.distrustUids(pairId);
  const pair = journal.pair(pairId);
  const from = pair.indexedUidNext ?? 1;
  // Rows of a former UIDVALIDITY can only be recognised by what they say; also when an earlier run stopped half way.
  const carry = from === 1 && journal.hasFormerMessages(pairId);
  const listing: Listing = { run, pair, session, identity: identity || carry, seen: { others: false } };
  const news = hasNews(opened, from) ? await listRange(listing, { first: from, last: lastOf(opened) }) : new UidSet();
  let { highest } = news;
  let listed = from === 1 ? news.size : (pair.sourceListed ?? rowsOf(run, pairId) - news.size) + news.size;
  const isSilent = from > 1 && opened.uidNext !== null && opened.uidNext > from && news.size === 0;
  for (let time = 2; time <= LISTINGS && (!addsUp(listed, opened, from) || (time === 2 && isSilent)); time++) {
    opened = await session.open(pair.source);
    const all = await listRange(listing, { first: 1, last: lastOf(opened) });
    if (time === LISTINGS && !addsUp(all.size, opened, 1)) await askForGaps(listing, all, opened);
    highest = Math.max(highest, all.highest);
    listed = all.size;
    if (addsUp(listed, opened, 1)) break;
  }
  if (listing.seen.others && from > 1) {
    journal.distrustUids(pairId);
    return indexMailbox(run, pairId, session, identity);
  }
  if (carry) carryOver(run, pairId);
  journal.changePair(pairId, {
    indexedUidNext: Math.max(opened.uidNext ?? 1, highest + 1, from),
    indexedMessages: opened.exists,
    sourceListed: listed,
    sourceHighestModseq: opened.highestModseq,
  });
}

/** UIDNEXT never falls under one UIDVALIDITY (RFC 9051 2.3.1.1); where it does, or no UIDVALIDITY is told, UIDs are given twice. */
function mayBeUsedAgain({ indexedUidNext }: JournalPair, { uidNext, uidValidity }: OpenMailbox): boolean {
  if (indexedUidNext === null) return false;
  return uidValidity === UNTOLD_UID_VALIDITY || (uidNext !== null && uidNext < indexedUidNext);
}

/** What is not told must not decide anything. */
function hasNews({ exists, uidNext }: OpenMailbox, from: number): boolean {
  return exists !== 0 && (uidNext === null || uidNext > from);
}

function lastOf({ uidNext }: OpenMailbox): number | null {
  return uidNext === null ? null : uidNext - 1;
}

/** After a listing of news only, fewer messages than before may be hidden by new ones: only the very number will do. */
function addsUp(listed: number, { exists }: OpenMailbox, from: number): boolean {
  if (exists === null) return true;
  return from === 1 ? listed >= exists : listed === exists;
}

function rowsOf(run: Run, pairId: number): number {
  return Object.values(run.journal.counts(pairId).byStatus).reduce((sum, { messages }) => sum + messages, 0);
}

/** What was known is recognised; where something was not, only the destination can tell whether it is there. */
function carryOver({ journal }: Run, pairId: number): void {
  journal.carryOver(pairId);
  if (journal.hasFormerMessages(pairId)) journal.changePair(pairId, { reconciled: false });
}

/** The open source mailbox, and who remembers what broke connections there. */
export interface SourceReading {
  readonly session: SourceSession;
  readonly caution: Caution;
}

/** Asks for the identity of every message again, for rows that were listed without it. */
export async function indexIdentities(run: Run, pair: JournalPair, reading: SourceReading): Promise<void> {
  const listing = { run, pair, session: reading.session, identity: true, seen: { others: false } };
  await listRange(listing, { first: 1, last: null });
  await readIdentities(run, pair, reading);
}

/** Like {@link indexIdentities}, of the waiting messages of a pair that shares its mailbox with others. */
export async function indexMissingIdentities(run: Run, pair: JournalPair, reading: SourceReading): Promise<void> {
  await forUnidentified(run, pair, async (uids, found) => {
    for (const set of splitSequenceSets(uids, MAX_SET))
      await reading.session.fetchIndex(set, true, (message) => {
        found.push(toRow(message, run.settings));
      });
  });
  await readIdentities(run, pair, reading);
}

/** Of messages whose header fields the server does not tell, the header says the same: they are read. */
async function readIdentities(run: Run, pair: JournalPair, { session, caution }: SourceReading): Promise<void> {
  await forUnidentified(run, pair, async (uids, found) => {
    const untold = { size: 0, internalDate: '', flags: null, skip: null };
    const unread = await readBodies({ session, caution }, uids, (uid, body) => {
      found.push({ ...untold, uid, fingerprint: fingerprintOf(body) });
    });
    if (unread.length > 0 && !caution.triedAfresh) throw new UnreadSoFar();
  });
}

async function forUnidentified(
  run: Run,
  pair: JournalPair,
  find: (uids: readonly number[], found: NewMessage[]) => Promise<void>,
): Promise<void> {
  for (let after = 0; ;) {
    run.signal.throwIfAborted();
    const rows = run.journal.messages(pair.id, 'waiting', after, ROWS);
    const last = rows.at(-1);
    if (!last) return;
    after = last.uid;
    const unknown = rows.filter(({ fingerprint }) => fingerprint === null).map(({ uid }) => uid);
    const found: NewMessage[] = [];
    if (unknown.length > 0) await find(unknown, found);
    // Only known ones: a row that a server makes up belongs to no share.
    const asked = new Set(unknown);
    run.journal.addMessages(
      pair.id,
      found.filter(({ uid }) => asked.has(uid)),
    );
    tellProgress(run, pair, 'comparing');
  }
}

/** A listing under way. */
interface Listing {
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
async function listRange(listing: Listing, { first, last }: { first: number; last: number | null }): Promise<UidSet> {
  const seen = new UidSet();
  const { run, pair } = listing;
  await fetchIsolated([{ first, last: last ?? HIGHEST_UID }], {
    fetch: (ranges) => {
      // `n:*` is what every server knows; UIDs above UIDNEXT - 1 may have come meanwhile.
      const isOpen = ranges.length === 1 && ranges[0]?.last === (last ?? HIGHEST_UID);
      return listSet(listing, isOpen ? [`${String(ranges[0]?.first ?? 1)}:*`] : setsOf(ranges), first, seen);
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
  return seen;
}

/** Some servers leave out of a long listing what they tell when asked for it by its number. */
async function askForGaps(listing: Listing, seen: UidSet, opened: OpenMailbox): Promise<void> {
  const gaps = seen.gaps(opened.uidNext ?? seen.highest + 1).slice(0, MOST_GAPS);
  await listSet(listing, setsOf(gaps), 1, seen);
}

async function listSet(listing: Listing, sets: readonly string[], from: number, seen: UidSet): Promise<number> {
  const { run, pair, session, identity } = listing;
  let rows: NewMessage[] = [];
  let count = 0;
  const write = (): void => {
    if (run.journal.addMessages(pair.id, rows)) listing.seen.others = true;
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

function toRow(message: IndexedMessage, settings: MigrationSettings): NewMessage {
  return {
    uid: message.uid,
    size: message.size,
    internalDate: message.internalDate,
    flags: message.flags,
    fingerprint: message.identity ? fingerprintOf(message.identity) : null,
    skip: skipReason(message, settings),
  };
}
