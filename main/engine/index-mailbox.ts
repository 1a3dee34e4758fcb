import type { JournalPair } from './journal-port.ts';
import { askForGaps, listRange, type Listing } from './list-source.ts';
import { UNTOLD_UID_VALIDITY, type OpenMailbox, type SourceSession } from './ports.ts';
import type { Run } from './run.ts';
import { UidSet } from './uid-set.ts';

/** How often a mailbox is listed that shows fewer messages than it says it has. */
const LISTINGS = 3;

/**
 * Brings the journal's list of a source mailbox up to date and leaves the mailbox open. Only UIDs never seen are asked for, as long as
 * the number of messages listed is the number that the source says it has (EXISTS); else all are listed anew, and how many were is noted.
 * When UIDVALIDITY changed, or UIDs may mean other messages than before, what the journal knew is carried over by identity.
 * @param identity whether fingerprints are needed now (they are when something must be matched)
 */
export async function indexMailbox(run: Run, pairId: number, session: SourceSession, identity: boolean): Promise<void> {
  const { journal } = run;
  const before = journal.pair(pairId);
  const opened = await session.open(before.source);
  if (before.sourceUidValidity !== opened.uidValidity) journal.changeSourceUidValidity(pairId, opened.uidValidity);
  else if (mayBeUsedAgain(before, opened)) journal.distrustUids(pairId);
  const pair = journal.pair(pairId);
  const from = pair.indexedUidNext ?? 1;
  // Rows of a former UIDVALIDITY can only be recognised by what they say; also when an earlier run stopped half way.
  const carry = from === 1 && journal.hasFormerMessages(pairId);
  const listing: Listing = { run, pair, session, identity: identity || carry, seen: { others: false } };
  const found = await listUntilItAddsUp(listing, opened, from);
  if (listing.seen.others && from > 1) {
    journal.distrustUids(pairId);
    return indexMailbox(run, pairId, session, identity);
  }
  if (carry) carryOver(run, pairId);
  journal.changePair(pairId, {
    indexedUidNext: Math.max(found.opened.uidNext ?? 1, found.highest + 1, from),
    indexedMessages: expectedOf(pair, found.opened),
    sourceListed: found.listed,
    sourceHighestModseq: found.opened.highestModseq,
  });
}

/** What a mailbox has, after it was listed. */
interface Found {
  /** As it was opened before the listing that counts. */
  readonly opened: OpenMailbox;
  /** Messages that it listed, those of earlier listings included. */
  readonly listed: number;
  readonly highest: number;
}

/** Lists the news; and everything, some times, as long as the numbers differ. */
async function listUntilItAddsUp(listing: Listing, opened: OpenMailbox, from: number): Promise<Found> {
  const { run, pair, session } = listing;
  const news = hasNews(opened, from) ? await listRange(listing, { first: from, last: lastOf(opened) }) : new UidSet();
  const before = from === 1 ? 0 : (pair.sourceListed ?? rowsOf(run, pair.id) - news.size);
  // UIDNEXT has risen, and nothing shows that has come: what came may be hidden by what was deleted. Or nothing is told at all.
  const isRisen = from > 1 && opened.uidNext !== null && opened.uidNext > from;
  const isSilent = news.size === 0 && (isRisen || opened.exists === null);
  let found: Found = { opened, listed: before + news.size, highest: news.highest };
  if (addsUp(pair, found, from) && !isSilent) return found;
  for (let time = 2; time <= LISTINGS; time++) {
    const again = await session.open(pair.source);
    const all = await listRange(listing, { first: 1, last: lastOf(again) });
    found = { opened: again, listed: all.size, highest: Math.max(found.highest, all.highest) };
    if (addsUp(pair, found, 1)) break;
    if (time < LISTINGS) continue;
    await askForGaps(listing, all, again);
    found = { ...found, listed: all.size };
  }
  return found;
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
function addsUp(pair: JournalPair, { opened, listed }: Found, from: number): boolean {
  const expected = expectedOf(pair, opened);
  if (expected === null) return true;
  return from === 1 ? listed >= expected : listed === expected;
}

/** How many messages there should be: EXISTS or, where that is not told, what STATUS said; null where neither is. */
function expectedOf({ messages }: JournalPair, { exists }: OpenMailbox): number | null {
  return exists ?? (messages === 0 ? null : messages);
}

function rowsOf(run: Run, pairId: number): number {
  return Object.values(run.journal.counts(pairId).byStatus).reduce((sum, { messages }) => sum + messages, 0);
}

/** What was known is recognised; where something was not, only the destination can tell whether it is there. */
function carryOver({ journal }: Run, pairId: number): void {
  journal.carryOver(pairId);
  if (journal.hasFormerMessages(pairId)) journal.changePair(pairId, { reconciled: false });
}
