import type { JournalMessage } from '../journal-port.ts';
import { MailError } from '../mail-error.ts';
import type { SourceSession } from '../ports.ts';
import { IN_A_ROW, MOST_RUNS, type Run } from '../run.ts';
import { habitsOf } from '../plan/server-habits.ts';
import { recordFailure } from './append-batch.ts';
import { problemOf, type Caution, type Condemned } from './caution.ts';
import { headerLinesOf } from './header-lines-of.ts';
import type { HeaderLines } from './header-lines.ts';

/** A message that is left until the next run. */
export interface SetAside extends Condemned {
  /** Whether it was told, at the end of its mailbox. */
  readonly isTold: boolean;
}

/** Whether any message of a pair waits that this run has not left to the next. */
export function hasWaiting({ journal, learned }: Pick<Run, 'journal' | 'learned'>, pairId: number): boolean {
  return journal.counts(pairId).byStatus.waiting.messages > (learned.setAside.get(pairId)?.size ?? 0);
}

/** Whether a message is left until the next run, because connections broke each time it was under way. */
export function isSetAside({ learned }: Pick<Run, 'learned'>, pairId: number, uid: number): boolean {
  return learned.setAside.get(pairId)?.has(uid) === true;
}

/**
 * Leaves what connections broke over until the next run; the others go on. Only after settling is it known that it did not arrive the last
 * time: else it would be sent again.
 */
export async function setAsideCondemned(
  run: Run,
  pairId: number,
  source: SourceSession,
  caution: Caution,
): Promise<void> {
  const { journal, learned } = run;
  const { condemned } = caution;
  for (const [uid, one] of condemned) {
    const row = waitingRow(run, pairId, uid);
    if (row) {
      const lines = await linesOnce(source, uid, caution);
      const runs = (row.problem?.runs ?? 0) + 1;
      journal.setAside(pairId, uid, { ...problemOf(one.facts), ...(one.isLarge && { large: true }), ...lines, runs });
      const others = learned.setAside.get(pairId) ?? new Map<number, SetAside>();
      learned.setAside.set(pairId, others.set(uid, { ...one, isTold: false }));
    }
    condemned.delete(uid);
  }
}

/** A message may be one whose header breaks the connection, too: then it is named without. */
async function linesOnce(source: SourceSession, uid: number, { named }: Caution): Promise<HeaderLines> {
  if (named.has(uid)) return {};
  named.add(uid);
  return headerLinesOf(source, uid);
}

/**
 * At the end of a mailbox: what was set aside is told. It is a failure where the server said why, each time the same, and took or gave others;
 * or where it came to the same in as many runs as one may call chance. Everything else is not yet there.
 */
export function judgeSetAside(run: Run, pairId: number): void {
  const { journal, learned } = run;
  const setAside = learned.setAside.get(pairId) ?? new Map<number, SetAside>();
  for (const [uid, one] of setAside) {
    const row = waitingRow(run, pairId, uid);
    const problem = row?.problem;
    if (!problem || one.isTold) continue;
    if (one.side === 'destination' && row.size > largestMessage(run)) {
      const { large: _large, ...others } = problem;
      recordFailure(run, pairId, uid, { ...others, kind: 'too-big', runs: MOST_RUNS, isFinal: true });
      setAside.delete(uid);
      continue;
    }
    const isProven = run.meter.bytes > 0 && learned.blamedInARow[one.side] < IN_A_ROW;
    if ((one.isSaidWhy && isProven) || (problem.runs ?? 0) >= MOST_RUNS) {
      recordFailure(run, pairId, uid, { ...problem, runs: MOST_RUNS, isFinal: true });
      setAside.delete(uid);
    } else {
      run.onEvent({ event: 'problem', mailbox: journal.pair(pairId).source, uid, problem });
      learned.notYet = new MailError({ ...one.facts, when: 'later', wide: 'account' });
      setAside.set(uid, { ...one, isTold: true });
    }
  }
}

/** What the destination takes, as far as it is known without its word; it closes the connection at more. */
function largestMessage({ settings, destinationFacts }: Run): number {
  const known = settings.limits.destination.maxMessageBytes ?? habitsOf(destinationFacts).largestMessage;
  return known ?? Number.POSITIVE_INFINITY;
}

function waitingRow({ journal }: Run, pairId: number, uid: number): JournalMessage | null {
  const [row] = journal.messages(pairId, 'waiting', uid - 1, 1);
  return row?.uid === uid ? row : null;
}

/** It was the server, or the way there: no message of the mailbox is to blame. */
export function forgive(run: Run, pairId: number, { condemned }: Caution): void {
  const { journal, learned } = run;
  const uids = [...(learned.setAside.get(pairId)?.keys() ?? [])];
  learned.setAside.delete(pairId);
  condemned.clear();
  const waiting = uids.filter((uid) => waitingRow(run, pairId, uid));
  // Forgets the problem.
  if (waiting.length > 0) journal.markWaiting(pairId, waiting);
}
