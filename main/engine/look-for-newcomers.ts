import { splitSequenceSets } from '../../shared/sequence-set.ts';
import type { Connections } from './connections.ts';
import { listCandidates } from './copy/candidates.ts';
import { isStrong } from './copy/fingerprint.ts';
import { listNewcomers } from './copy/list-newcomers.ts';
import type { Prepared } from './inspect.ts';
import { sameInstant } from './internal-date.ts';
import type { Journal, JournalMessage, JournalPair, ListedAtDestination } from './journal-port.ts';
import { MailError } from './mail-error.ts';
import { lengthOf } from './message-length.ts';
import { MOST_IDENTIFIED } from './newcomers.ts';
import type { DestinationSession } from './ports.ts';
import type { Run } from './run.ts';

const PAGE = 2_000;
const ATTEMPTS = 3;
/** Special uses (RFC 6154, RFC 8457) of mailboxes that show messages of others. */
const VIEWS: ReadonlySet<string> = new Set(['\\all', '\\flagged', '\\important']);
/** Characters of one UID FETCH. */
const MAX_SET = 8_000;

/**
 * The last look of a run: what came into the destination mailboxes since the move began with them and is not its own. Mail that arrives
 * meanwhile does; but so do the messages of a second copy, on another computer or by another program, which are there twice then. Notes
 * how many there are for each mailbox. One look at the account tells where nothing came, and only newcomers are asked about.
 *
 * A server that does not answer leaves what was noted before: the move itself is done.
 */
export async function lookForNewcomers(prepared: Prepared, connections: Connections): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      const { destination } = await connections.get();
      return await lookAround(prepared, destination);
    } catch (error) {
      connections.drop();
      prepared.run.signal.throwIfAborted();
      if (!(error instanceof MailError)) throw error;
    }
  }
}

/**
 * Whether a run without anything to copy has to look as well: an earlier look found messages twice, which somebody may have removed since; or
 * there are UIDs that are not the move's own, which nobody has looked at if the run that brought the rest was killed before its last look.
 */
export function mayFindNews({ run, pairs }: Prepared): boolean {
  const { journal, destinationFacts } = run;
  const nextOf = new Map(destinationFacts.mailboxes.map(({ name, status }) => [name, status?.uidNext ?? null]));
  const begun = pairs.map(({ id }) => journal.pair(id)).filter((pair) => pair.destinationStart !== null);
  if (begun.some(({ doubled }) => doubled > 0)) return true;
  return [...Map.groupBy(begun, (pair) => pair.destination)].some(([name, group]) => {
    const told = nextOf.get(name) ?? null;
    return told !== null && hasOthers(journal, group, told);
  });
}

/** @param told UIDNEXT */
function hasOthers(journal: Journal, group: readonly JournalPair[], told: number): boolean {
  const [first] = group;
  const from = startOf(group);
  if (!first || told - from === broughtBy(journal, group)) return false;
  return told - from !== journal.assignedDestinationUids(first.id, from, true).size;
}

function startOf(group: readonly JournalPair[]): number {
  return Math.min(...group.map(({ destinationStart }) => destinationStart ?? 1));
}

async function lookAround({ run, pairs }: Prepared, destination: DestinationSession): Promise<void> {
  const { mailboxes } = await destination.inspect();
  const listed = new Map(mailboxes.map((mailbox) => [mailbox.name, mailbox]));
  const current = pairs.map(({ id }) => run.journal.pair(id)).filter((pair) => pair.destinationStart !== null);
  for (const [name, group] of Map.groupBy(current, (pair) => pair.destination)) {
    run.signal.throwIfAborted();
    const { attributes = [], status = null } = listed.get(name) ?? {};
    // What is shown there comes from other mailboxes, where the move put it.
    if (attributes.some((attribute) => VIEWS.has(attribute.toLowerCase()))) continue;
    await lookInto(run, destination, group, status?.uidNext ?? null);
  }
}

/** @param group the pairs that go into one mailbox @param told its UIDNEXT, as far as STATUS tells */
async function lookInto(
  run: Run,
  session: DestinationSession,
  group: readonly JournalPair[],
  told: number | null,
): Promise<void> {
  const [first] = group;
  if (!first) return;
  const { journal } = run;
  const from = startOf(group);
  // Each UID since then is one of ours.
  if (told !== null && told - from === broughtBy(journal, group)) return note(run, group, { newcomers: 0, doubled: 0 });
  const known = journal.assignedDestinationUids(first.id, from, true);
  const { uidValidity, uidNext } = await session.open(first.destination);
  // Replaced meanwhile: only the next run can tell.
  if (uidValidity !== first.destinationUidValidity) return;
  let newcomers = 0;
  const uids: number[] = [];
  await listNewcomers(session, known, { from, uidNext: uidNext ?? 1 }, ({ uid }) => {
    if (++newcomers <= MOST_IDENTIFIED) uids.push(uid);
  });
  const candidates: ListedAtDestination[] = [];
  uids.sort((one, other) => one - other);
  for (const set of splitSequenceSets(uids, MAX_SET)) await listCandidates(session, set, (one) => candidates.push(one));
  const doubled = candidates.length === 0 ? 0 : await countDoubled(run, group, candidates);
  note(run, group, { newcomers, doubled });
}

/** How many messages the move has put there. */
function broughtBy(journal: Journal, group: readonly JournalPair[]): number {
  return group.reduce((sum, { id }) => {
    const { byStatus, alreadyThere } = journal.counts(id);
    return sum + byStatus.copied.messages + byStatus.verified.messages - alreadyThere.messages;
  }, 0);
}

/** For the first of several pairs with one destination, so that each message counts once. */
function note(
  { journal }: Run,
  group: readonly JournalPair[],
  counts: Pick<JournalPair, 'newcomers' | 'doubled'>,
): void {
  const nothing = { newcomers: 0, doubled: 0 };
  group.forEach((pair, place) => {
    const now = place === 0 ? counts : nothing;
    if (pair.newcomers !== now.newcomers || pair.doubled !== now.doubled) journal.changePair(pair.id, now);
  });
}

/** How many of them are messages that these pairs have brought, or found there. */
async function countDoubled(
  { journal, signal }: Run,
  group: readonly JournalPair[],
  candidates: readonly ListedAtDestination[],
): Promise<number> {
  const byPrint = Map.groupBy(candidates, ({ fingerprint }) => fingerprint.toString('hex'));
  const doubled = new Set<number>();
  for (const { id } of group) {
    for (const status of ['copied', 'verified'] as const) {
      for (let after = 0; ;) {
        const page = journal.messages(id, status, after, PAGE);
        const last = page.at(-1);
        if (!last) break;
        after = last.uid;
        for (const row of page)
          for (const one of byPrint.get(row.fingerprint?.toString('hex') ?? '') ?? [])
            if (isSame(row, one)) doubled.add(one.uid);
        // A journal of a million messages must not hold everything else up.
        await new Promise((resolve) => setImmediate(resolve));
        signal.throwIfAborted();
      }
    }
  }
  return doubled.size;
}

/**
 * A copy keeps the size, and where the server changes that, the date; what was forwarded has neither. Without a Message-ID, many messages may
 * look alike.
 */
function isSame(row: JournalMessage, { fingerprint, size, internalDate }: ListedAtDestination): boolean {
  const [sameSize, sameDate] = [lengthOf(row) === size, sameInstant(row.internalDate, internalDate)];
  return isStrong(fingerprint) ? sameSize || sameDate : sameSize && sameDate;
}
