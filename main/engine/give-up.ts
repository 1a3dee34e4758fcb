import type { MessageProblem } from '../../shared/model/problem.ts';
import { problemOf, UnreadSoFar, type Caution } from './copy/caution.ts';
import { settle } from './copy/settle.ts';
import type { Lane } from './lane.ts';
import { MailError } from './mail-error.ts';
import { mailboxToRead } from './mailbox-to-read.ts';
import { MANY_GIVEN_UP } from './patience.ts';
import { MOST_RUNS, tellProgress, type Run } from './run.ts';

const FAIL_PAGE = 1_000;

/** Whether an error leaves the other mailboxes alone, and comes again each time. */
export function concernsMailboxOnly(error: MailError): boolean {
  return error.facts.when === 'never' && error.facts.wide === 'mailbox';
}

/**
 * The mailbox rests until the next run, and the others go on: it is named, with the server's words. Its messages wait; where it came to this in
 * as many runs as one may call chance, or trying again makes no sense, each of them counts as a failure. What is in doubt stays so.
 */
export function giveUpMailbox({ run, recent, job }: Lane, pairId: number, error: MailError): void {
  if (job.job !== 'copy') job.round.finish(pairId);
  recent?.givenUp.add(pairId);
  const reason = problemOf(error.facts);
  const runs = runsWith(run, pairId);
  if (concernsMailboxOnly(error) || runs >= MOST_RUNS) failWaiting(run, pairId, reason);
  run.learned.notYet = error;
  const problem = concernsMailboxOnly(error) ? reason : { ...reason, runs };
  run.journal.changePair(pairId, { problem });
  const pair = run.journal.pair(pairId);
  run.onEvent({ event: 'problem', mailbox: pair.source, uid: null, problem });
  tellProgress(run, pair, 'done');
  run.learned.givenUp.push({ pairId, error });
  if (run.learned.givenUp.length >= MANY_GIVEN_UP) stopIfUnavailable(run);
}

/** In how many runs in a row a mailbox came to nothing, this one included. */
export function runsWith({ journal }: Run, pairId: number): number {
  return (journal.pair(pairId).problem?.runs ?? 0) + 1;
}

/** What is to count as a failure must not be in doubt. */
export async function settleDoubt({ run, connections }: Lane, pairId: number, caution: Caution): Promise<void> {
  if (run.journal.counts(pairId).byStatus.intended.messages === 0) return;
  try {
    const sessions = await connections.get();
    const pair = run.journal.pair(pairId);
    await sessions.source.open(mailboxToRead(pair));
    await sessions.destination.open(pair.destination);
    await settle({ run, pairId, sessions, caution });
  } catch (error) {
    connections.drop();
    run.signal.throwIfAborted();
    // In doubt it stays.
    if (!(error instanceof MailError) && !(error instanceof UnreadSoFar)) throw error;
  }
}

function failWaiting({ journal }: Run, pairId: number, problem: MessageProblem): void {
  for (;;) {
    const rows = journal.messages(pairId, 'waiting', 0, FAIL_PAGE);
    if (rows.length === 0) return;
    for (const row of rows) journal.markFailed(pairId, row.uid, problem);
  }
}

/**
 * A server that is unavailable for one mailbox after another is so for all: nothing is to blame but the hour, and what was given up for it
 * waits with everything else for the next run. Does nothing where there is another reason among them.
 * @throws MailError the last of these errors
 */
export function stopIfUnavailable({ journal, learned }: Pick<Run, 'journal' | 'learned'>): void {
  const last = learned.givenUp.at(-1);
  if (!last || learned.givenUp.some(({ error }) => error.facts.kind !== 'unavailable')) return;
  for (const { pairId } of learned.givenUp) {
    journal.retryFailed(pairId);
    journal.changePair(pairId, { problem: null });
  }
  throw last.error;
}
