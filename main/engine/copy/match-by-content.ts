import { epochOf } from '../internal-date.ts';
import type { JournalMessage } from '../journal-port.ts';
import { lengthOf } from '../message-length.ts';
import type { ReadDigests } from '../headway.ts';
import type { Run, Sessions } from '../run.ts';
import type { Caution } from './caution.ts';
import { readDigests, type Place } from './read-digests.ts';

/** A destination message to be compared. */
interface Comparable {
  readonly uid: number;
  readonly size: number;
  /** Of what was sent, for a message of the source; see {@link lengthOf}. */
  readonly length?: number | null;
  readonly internalDate: string;
  readonly fingerprint: Buffer | null;
}

interface Digests {
  readonly exact: string;
  readonly loose: string;
}

interface Read extends Digests {
  readonly uid: number;
  readonly epoch: number | null;
}

/** Where both are. */
interface Comparing {
  readonly run: Pick<Run, 'journal' | 'headways'>;
  readonly pairId: number;
  readonly sessions: Sessions;
  readonly caution: Caution;
}

/** What comparing showed. */
export interface ContentMatch {
  /** Source UID -> destination UID. */
  readonly matches: ReadonlyMap<number, number>;
  /** What should have been read and was not handed over. */
  readonly unread: { readonly source: Set<number>; readonly destination: Set<number> };
}

/** From the strictest to the loosest: of two equal copies, the one with the same date is the same message. */
const PASSES: readonly ((read: Read) => string)[] = [
  ({ exact, epoch }) => `${exact} ${String(epoch)}`,
  ({ exact }) => exact,
  ({ loose, epoch }) => `${loose} ${String(epoch)}`,
  ({ loose }) => loose,
];

/**
 * Pairs messages by their bytes, one to one, in UID order: first equal bytes, then bytes that differ only by what servers change
 * on storing; equal dates first. Both mailboxes must be open. Reads only messages that have a likely partner: one of the same identity,
 * whatever sizes the servers tell, or one of nearly the same size.
 */
export async function matchByContent(
  source: readonly JournalMessage[],
  destination: readonly Comparable[],
  { run, pairId, sessions, caution }: Comparing,
): Promise<ContentMatch> {
  const near = likely(source, destination);
  const unread: ContentMatch['unread'] = { source: new Set<number>(), destination: new Set<number>() };
  if (near.source.length === 0) return { matches: new Map(), unread };
  const { sourceUidValidity, destinationUidValidity } = run.journal.pair(pairId);
  const headway = run.headways.of(pairId);
  const there = await digestsOf(
    {
      reading: { session: sessions.destination, caution: null },
      headway,
      side: 'destination',
      uidValidity: destinationUidValidity,
    },
    near.destination,
    unread.destination,
  );
  const here = await digestsOf(
    { reading: { session: sessions.source, caution }, headway, side: 'source', uidValidity: sourceUidValidity },
    near.source,
    unread.source,
  );
  for (const message of near.source) {
    // Gone at the source since, but its bytes were noted before they were sent.
    if (message.digest && !here.has(message.uid))
      here.set(message.uid, { exact: message.digest.toString('hex'), loose: `gone ${String(message.uid)}` });
  }
  return { matches: pairUp(readsOf(near.source, here), readsOf(near.destination, there)), unread };
}

/** The bytes that {@link matchByContent} would read, of the side of which they are more. */
export function bytesToMatch(source: readonly JournalMessage[], destination: readonly Comparable[]): number {
  const near = likely(source, destination);
  const sum = (messages: readonly Comparable[]): number =>
    messages.reduce((bytes, message) => bytes + bytesOf(message), 0);
  return Math.max(sum(near.source), sum(near.destination));
}

function pairUp(source: readonly Read[], destination: readonly Read[]): Map<number, number> {
  const matches = new Map<number, number>();
  const taken = new Set<number>();
  for (const keyOf of PASSES) {
    const free = Map.groupBy(
      destination.filter(({ uid }) => !taken.has(uid)),
      keyOf,
    );
    for (const read of source) {
      const partner = matches.has(read.uid) ? undefined : free.get(keyOf(read))?.shift();
      if (!partner) continue;
      matches.set(read.uid, partner.uid);
      taken.add(partner.uid);
    }
  }
  return matches;
}

/** Messages that could be read, in UID order. */
function readsOf(messages: readonly Comparable[], digests: ReadonlyMap<number, Digests>): Read[] {
  return messages
    .flatMap(({ uid, internalDate }) => {
      const found = digests.get(uid);
      return found ? [{ uid, epoch: epochOf(internalDate), ...found }] : [];
    })
    .toSorted((one, other) => one.uid - other.uid);
}

function likely<Left extends Comparable, Right extends Comparable>(
  source: readonly Left[],
  destination: readonly Right[],
): { source: Left[]; destination: Right[] } {
  const isNear = (one: Comparable, other: Comparable): boolean => {
    if (one.fingerprint && other.fingerprint && one.fingerprint.equals(other.fingerprint)) return true;
    const [here, there] = [bytesOf(one), bytesOf(other)];
    // What servers change on storing (line ends, a missing last CRLF) is small; a CR per line is at most a few percent.
    return Math.abs(here - there) <= 64 + Math.max(here, there) * 0.1;
  };
  return {
    source: source.filter((one) => destination.some((other) => isNear(one, other))),
    destination: destination.filter((other) => source.some((one) => isNear(one, other))),
  };
}

function bytesOf({ length = null, size }: Comparable): number {
  return lengthOf({ length, size });
}

async function digestsOf(
  place: Place,
  messages: readonly Comparable[],
  unread: Set<number>,
): Promise<Map<number, Digests>> {
  const uids = messages.map((message) => message.uid).toSorted((one, other) => one - other);
  const read = await readDigests(place, uids, true);
  for (const uid of uids) if (!read.has(uid)) unread.add(uid);
  const hex = ({ exact, loose }: ReadDigests): Digests => ({
    exact: exact.toString('hex'),
    loose: loose?.toString('hex') ?? '',
  });
  return new Map([...read].map(([uid, digests]) => [uid, hex(digests)]));
}
