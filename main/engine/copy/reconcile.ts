import { sameInstant } from '../internal-date.ts';
import { indexIdentities, indexMissingIdentities } from '../index-identities.ts';
import type { FingerprintGroup, JournalMessage, JournalPair, ListedAtDestination } from '../journal-port.ts';
import { tellProgress, type Run, type Sessions } from '../run.ts';
import { UidSet } from '../uid-set.ts';
import type { Caution } from './caution.ts';
import { isStrong } from './fingerprint.ts';
import { bytesToMatch, matchByContent } from './match-by-content.ts';
import { leaveUncompared } from './leave-uncompared.ts';
import { listCandidates } from './candidates.ts';
import { MailError } from '../mail-error.ts';

const ROWS = 1_000;
const GROUPS = 500;
/** How often a destination is listed that shows fewer messages than it says it has. */
const LISTINGS = 3;
/** How often what came during a listing is listed as well. */
const MOST_TO_CATCH_UP = 20;

/**
 * Finds out which waiting messages a destination mailbox that is not empty already holds, as multisets: of n at the source and k at
 * the destination, n-k are left to copy. Makes a lost journal, a half-finished move by another tool and a second run safe.
 * Both mailboxes must be open.
 * @returns the UIDNEXT up to which the destination was compared
 */
export async function reconcile(run: Run, pairId: number, sessions: Sessions, caution: Caution): Promise<number> {
  const { journal } = run;
  const pair = journal.pair(pairId);
  tellProgress(run, pair, 'comparing');
  const headway = run.headways.of(pairId);
  const identities = `identities under ${String(pair.sourceUidValidity)}`;
  if (!headway.done.has(identities)) {
    const index = pair.readsFrom === null ? indexIdentities : indexMissingIdentities;
    await index(run, pair, { session: sessions.source, caution });
    headway.done.add(identities);
  }
  const next = await listWhole(run, pairId, sessions);
  await matchListed(run, pairId, sessions, caution);
  headway.endListing('destination');
  headway.done.delete(identities);
  journal.changePair(pairId, { reconciled: true });
  tellProgress(run, journal.pair(pairId), 'comparing');
  return next;
}

/**
 * Lists all that the destination has; what an attempt before this one has listed is not asked for again. An APPEND of an earlier, killed run
 * may land meanwhile: looks again until nothing is new; but not for as long as another computer goes on filling it. Rejects when the server
 * shows fewer messages than it says it has: what it hides would be copied a second time.
 * @returns the UIDNEXT the listing is good for
 */
async function listWhole(run: Run, pairId: number, sessions: Sessions): Promise<number> {
  const pair = run.journal.pair(pairId);
  const headway = run.headways.of(pairId);
  for (let attempt = 1; ; attempt++) {
    const listed = headway.listing('destination', String(pair.destinationUidValidity), () => {
      run.journal.clearDestinationListing(pairId);
      return new UidSet();
    });
    const { exists, next } = await listNews(run, pair, sessions, listed);
    if (exists === null || listed.size >= exists) return next;
    headway.endListing('destination');
    if (attempt === LISTINGS) throw hidden();
  }
}

function hidden(): MailError {
  return new MailError({
    kind: 'protocol',
    when: 'never',
    wide: 'mailbox',
    outcome: 'refused',
    code: 'HIDDEN',
    side: 'destination',
  });
}

/** Lists what is above the highest UID listed so far, until nothing is. @returns EXISTS, null where it was not waited for; and UIDNEXT */
async function listNews(
  run: Run,
  pair: JournalPair,
  sessions: Sessions,
  listed: UidSet,
): Promise<{ readonly exists: number | null; readonly next: number }> {
  const { destination } = sessions;
  let opened = await destination.open(pair.destination);
  for (let next = 0, caughtUp = 0; ; caughtUp++) {
    const from = Math.max(next, listed.highest + 1);
    const before = listed.size;
    if (opened.exists !== 0) await listFrom(run, pair, sessions, { from, listed });
    next = Math.max(from, opened.uidNext ?? 1, listed.highest + 1);
    const { uidNext, exists } = (opened = await destination.open(pair.destination));
    if ((uidNext ?? 1) <= next || (exists === 0 && listed.size === before)) return { exists, next };
    if (caughtUp === MOST_TO_CATCH_UP) return { exists: null, next };
  }
}

async function listFrom(
  run: Run,
  pair: JournalPair,
  sessions: Sessions,
  { from, listed }: { readonly from: number; readonly listed: UidSet },
): Promise<void> {
  let rows: ListedAtDestination[] = [];
  const write = (): void => {
    run.journal.addDestinationListing(pair.id, rows);
    for (const { uid } of rows) listed.add(uid);
    run.headways.of(pair.id).listed('destination', String(pair.destinationUidValidity));
    rows = [];
  };
  try {
    await listCandidates(sessions.destination, `${String(from)}:*`, (candidate) => {
      if (candidate.uid < from) return;
      rows.push(candidate);
      if (rows.length >= ROWS) write();
      run.signal.throwIfAborted();
    });
  } catch (error) {
    // What has come before the connection ended need not come again.
    if (error instanceof MailError) write();
    throw error;
  }
  if (rows.length > 0) write();
}

/** Marks the waiting messages of a pair that its destination listing holds, and forgets the listing. */
export async function matchListed(run: Run, pairId: number, sessions: Sessions, caution: Caution): Promise<void> {
  await matchGroups(run, pairId, sessions, caution);
  run.journal.clearDestinationListing(pairId);
}

async function matchGroups(run: Run, pairId: number, sessions: Sessions, caution: Caution): Promise<void> {
  const { journal } = run;
  let after: Buffer | null = null;
  for (;;) {
    const groups = journal.commonFingerprints(pairId, after, GROUPS);
    const last = groups.at(-1);
    if (!last) return;
    after = last.fingerprint;
    const matches = new Map<number, number>();
    const unclear = { source: [] as JournalMessage[], destination: [] as ListedAtDestination[] };
    for (const group of groups) {
      const match = certainMatch(group);
      if (match) matches.set(match.source, match.destination);
      else {
        unclear.source.push(...group.source);
        unclear.destination.push(...group.destination);
      }
    }
    for (const [uid, there] of await matchUnclear({ run, pairId, sessions, caution }, unclear)) matches.set(uid, there);
    journal.markCopied(
      pairId,
      [...matches].map(([uid, destinationUid]) => ({ uid, destinationUid, alreadyThere: true })),
    );
    run.headways.of(pairId).forgetDigests();
    run.signal.throwIfAborted();
  }
}

/** What is compared, and with what. */
interface Comparing {
  readonly run: Run;
  readonly pairId: number;
  readonly sessions: Sessions;
  readonly caution: Caution;
}

/** Reads what must be read to know. Rejects with BudgetSpent, before anything is read, when that is more than may be read today. */
async function matchUnclear(
  comparing: Comparing,
  { source, destination }: { readonly source: JournalMessage[]; readonly destination: ListedAtDestination[] },
): Promise<ReadonlyMap<number, number>> {
  const { run, sessions } = comparing;
  const size = bytesToMatch(source, destination);
  if (size === 0) return new Map();
  const hold = run.budgets.holdReading('both');
  try {
    hold.admit([{ size }]);
    const { matches, unread } = await matchByContent(source, destination, comparing);
    run.budgets.note('source', sessions.source);
    run.budgets.note('destination', sessions.destination);
    leaveUncompared(
      comparing,
      source.filter(({ uid }) => !matches.has(uid)),
      destination.filter(({ uid }) => unread.destination.has(uid)),
    );
    return matches;
  } finally {
    hold.end();
  }
}

/**
 * One message on each side with the same identity fields, size and INTERNALDATE is one message. Everything else
 * (several candidates, another size or date, no identity at all) must be compared by content.
 */
export function certainMatch(group: FingerprintGroup): { source: number; destination: number } | null {
  const [here, there] = [group.source[0], group.destination[0]];
  if (!here || !there || group.source.length > 1 || group.destination.length > 1) return null;
  if (here.size !== there.size || !sameInstant(here.internalDate, there.internalDate)) return null;
  if (!isStrong(group.fingerprint)) return null;
  return { source: here.uid, destination: there.uid };
}
