import type { JournalMessage, JournalPair } from '../journal-port.ts';
import type { IndexedMessage } from '../ports.ts';
import type { Run, Sessions } from '../run.ts';
import { formatSequenceSet } from '../../../shared/sequence-set.ts';
import { findTreated, type TreatedForm } from '../treat/find-treated.ts';
import { fingerprintOf } from './fingerprint.ts';
import { matchByContent } from './match-by-content.ts';

/** A destination message that might be one of ours. */
interface Candidate {
  readonly uid: number;
  readonly size: number;
  readonly internalDate: string;
  readonly fingerprint: Buffer;
}

const PAGE = 2_000;

/**
 * Decides for every `intended` message of a pair whether it arrived: looks at the destination's messages from the noted UIDNEXT on
 * that the journal does not know, and recognises them by identity and content. What is not there is `waiting` again.
 * A server may finish an APPEND after its connection died, so what is missing is looked for a second time after a pause.
 * Both mailboxes must be open.
 */
export async function settle(run: Run, pairId: number, sessions: Sessions): Promise<void> {
  const { journal, settings } = run;
  let arrived = 0;
  let uidNext = -1;
  for (let listing = 1; ; listing++) {
    const intended = intendedMessages(run, pairId);
    if (intended.length === 0) break;
    const seen = await listUnknown(journal.pair(pairId), run, sessions);
    const matches = await matchForms(run, pairId, sessions, { intended, candidates: seen.candidates });
    journal.markCopied(
      pairId,
      [...matches].map(([uid, destinationUid]) => ({ uid, destinationUid })),
    );
    arrived += matches.size;
    const missing = intended.filter((message) => !matches.has(message.uid));
    if (missing.length === 0) {
      // Nothing is in doubt: what comes from here on need not be looked for among what has come.
      journal.changePair(pairId, { destinationUidNext: seen.uidNext });
      break;
    }
    // Two listings in a row with nothing new between them: what is missing did not arrive.
    if (listing > 1 && seen.uidNext === uidNext) {
      journal.markWaiting(
        pairId,
        missing.map((message) => message.uid),
      );
      run.onEvent({ event: 'settled', mailbox: journal.pair(pairId).source, arrived, again: missing.length });
      return;
    }
    uidNext = seen.uidNext;
    await run.clock.sleep(settings.settleGraceMs, run.signal);
  }
  if (arrived > 0) run.onEvent({ event: 'settled', mailbox: journal.pair(pairId).source, arrived, again: 0 });
}

function intendedMessages(run: Run, pairId: number): JournalMessage[] {
  const all: JournalMessage[] = [];
  for (;;) {
    const page = run.journal.messages(pairId, 'intended', all.at(-1)?.uid ?? 0, PAGE);
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

/** Lists destination messages we may have put there: first only numbers, then the identity of the unknown ones. */
async function listUnknown(
  pair: JournalPair,
  run: Run,
  { destination }: Sessions,
): Promise<{ candidates: Candidate[]; uidNext: number }> {
  const from = pair.destinationUidNext ?? 1;
  const opened = await destination.open(pair.destination);
  const unknown: number[] = [];
  let uidNext = opened.uidNext;
  const assigned = run.journal.assignedDestinationUids(pair.id, from);
  await destination.fetchIndex(`${String(from)}:*`, false, (message) => {
    uidNext = Math.max(uidNext, message.uid + 1);
    if (message.uid >= from && !assigned.has(message.uid)) unknown.push(message.uid);
  });
  const candidates: Candidate[] = [];
  for (let start = 0; start < unknown.length; start += PAGE) {
    const set = formatSequenceSet(unknown.slice(start, start + PAGE));
    await destination.fetchIndex(set, true, (message) => {
      candidates.push(candidateOf(message));
    });
  }
  return { candidates, uidNext };
}

/** A listed destination message in the form matching needs. */
export function candidateOf(message: IndexedMessage): Candidate {
  const fingerprint = fingerprintOf(message.identity ?? Buffer.alloc(0));
  return { uid: message.uid, size: message.size, internalDate: message.internalDate, fingerprint };
}

/** What went in another form than the source has it, by that form; everything else as below. */
async function matchForms(
  run: Run,
  pairId: number,
  sessions: Sessions,
  { intended, candidates }: { readonly intended: readonly JournalMessage[]; readonly candidates: readonly Candidate[] },
): Promise<Map<number, number>> {
  const [plain, treated] = [[] as JournalMessage[], [] as TreatedForm[]];
  for (const row of intended) {
    const { treatment, fingerprint, digest } = row;
    if (treatment !== null && fingerprint && digest) treated.push({ row, fingerprint, digest });
    else plain.push(row);
  }
  if (treated.length === 0) return matchArrived(plain, candidates, sessions);
  const found = await findTreated(run, pairId, sessions, treated, run.journal.pair(pairId).destinationUidNext ?? 1);
  const taken = new Set(found.values());
  const left = candidates.filter(({ uid }) => !taken.has(uid));
  return new Map([...found, ...(plain.length > 0 ? await matchArrived(plain, left, sessions) : [])]);
}

/** Source UID -> destination UID of every intended message that is there. */
async function matchArrived(
  intended: readonly JournalMessage[],
  candidates: readonly Candidate[],
  sessions: Sessions,
): Promise<Map<number, number>> {
  const matches = new Map<number, number>();
  const open = { source: [] as JournalMessage[], destination: [] as Candidate[] };
  const byPrint = Map.groupBy(candidates, (candidate) => candidate.fingerprint.toString('hex'));
  const wanted = Map.groupBy(intended, (message) => message.fingerprint?.toString('hex') ?? '');
  for (const [print, source] of wanted) {
    const destination = byPrint.get(print) ?? [];
    byPrint.delete(print);
    const [one, other] = [source[0], destination[0]];
    if (source.length === 1 && destination.length === 1 && one && other && one.size === other.size) {
      matches.set(one.uid, other.uid);
    } else {
      open.source.push(...source);
      open.destination.push(...destination);
    }
  }
  // Broken headers may read differently at the destination: whatever is left on both sides is compared by content.
  if (open.source.length > 0) open.destination.push(...[...byPrint.values()].flat());
  for (const [uid, destinationUid] of await matchByContent(open.source, open.destination, sessions)) {
    matches.set(uid, destinationUid);
  }
  return matches;
}
