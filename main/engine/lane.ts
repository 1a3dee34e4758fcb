import { AskedToRest } from './asked-to-rest.ts';
import { BudgetSpent } from './budget-spent.ts';
import { waitForBudget } from './budget-wait.ts';
import { AskedForAgain, Caution, UnreadSoFar } from './copy/caution.ts';
import { copyMailbox } from './copy/copy-mailbox.ts';
import { forgive, hasWaiting } from './copy/set-aside.ts';
import { isFinal } from './is-final.ts';
import { MailError } from './mail-error.ts';
import { concernsMailboxOnly, giveUpMailbox, runsWith, settleDoubt } from './give-up.ts';
import { Patience } from './patience.ts';
import type { RecentPart } from './recent/recent-part.ts';
import { SessionWornOut } from './session-ages.ts';
import { noteRefusal, waitToRetry } from './wait-to-retry.ts';
import { MOST_RUNS, tellProgress, type Run } from './run.ts';
import type { VerifyDepth } from './settings.ts';
import type { Connections } from './connections.ts';
import type { Pauses } from './pauses.ts';
import type { Sample } from './verify/choose-sample.ts';
import { compareSample } from './verify/compare-sample.ts';
import type { Round } from './verify/round.ts';
import { verifyMailbox } from './verify/verify-mailbox.ts';

/** What to do with each mailbox. */
export type Job =
  | { readonly job: 'copy' }
  | { readonly job: 'verify-again'; readonly round: Round }
  | { readonly job: 'compare'; readonly round: Round; readonly sample: Sample };

/** A lane works on one mailbox at a time, with one connection to each side, until none is left. */
export interface Lane {
  readonly run: Run;
  readonly connections: Connections;
  readonly pauses: Pauses;
  readonly job: Job;
  /** Set while only recent messages are copied; everything else comes in a second round. */
  readonly recent: RecentPart | null;
}

/**
 * Brings one mailbox to its end, over as many connections as that takes; or gives it up until the next run, when patience with it is over
 * and the others can go on. Rejects when the whole move must stop: signed out, full, no way to a server, or the person's wish.
 */
export async function workMailbox(lane: Lane, pairId: number): Promise<void> {
  try {
    await bringToEnd(lane, pairId);
  } finally {
    lane.run.headways.forget(pairId);
  }
}

async function bringToEnd(lane: Lane, pairId: number): Promise<void> {
  const { run } = lane;
  const caution = new Caution(run);
  const patience = new Patience(run);
  for (;;) {
    const before = stepsDone(lane, pairId);
    const arrivedBefore = arrived(run, pairId);
    patience.begin();
    try {
      await attemptMailbox(lane, pairId, caution);
      if (lane.job.job !== 'copy') lane.job.round.finish(pairId);
      // A look at what arrived says nothing of what did not.
      else if (!lane.recent) run.journal.changePair(pairId, { problem: null });
      if (arrived(run, pairId) > arrivedBefore) run.learned.givenUp = [];
      tellProgress(run, run.journal.pair(pairId), lane.recent ? 'waiting' : 'done');
      return;
    } catch (error) {
      if (error instanceof BudgetSpent) {
        run.signal.throwIfAborted();
        await waitForBudget(run, lane.connections, error);
        patience.renew();
        continue;
      }
      if (error instanceof UnreadSoFar) caution.triedAfresh = true;
      if (isNoFailure(error)) {
        await lane.connections.release();
        run.signal.throwIfAborted();
        continue;
      }
      lane.connections.drop();
      run.signal.throwIfAborted();
      if (!(error instanceof MailError)) throw error;
      if (concernsMailboxOnly(error)) return giveUpMailbox(lane, pairId, error);
      if (isFinal(error, patience.attempts + 1)) throw error;
      const progressed = stepsDone(lane, pairId) > before;
      const lesson = isLoss(error) ? caution.lost(error.facts) : null;
      if (isBroken(error)) run.batchSize.interrupted();
      if (arrived(run, pairId) > arrivedBefore) run.learned.givenUp = [];
      if (progressed || lesson?.isStep) patience.renew();
      patience.failed(error);
      if (patience.isOver || lesson?.isServer || run.budgets.rests.isInVain(error)) {
        noteRefusal(run, error, patience.attempts);
        if (!(await othersCanGoOn(lane, error))) throw error;
        forgive(run, pairId, caution);
        if (runsWith(run, pairId) >= MOST_RUNS) await settleDoubt(lane, pairId, caution);
        return giveUpMailbox(lane, pairId, error);
      }
      await waitToRetry(run, lane.pauses, error, patience.attempts);
    }
  }
}

/**
 * Whether what stands in the way of this mailbox leaves the others alone: the accounts let in, and answer. Where they do not, it is the
 * network or a server, and the whole move has to wait.
 */
async function othersCanGoOn({ connections, run }: Lane, { facts }: MailError): Promise<boolean> {
  if (CONCERNS_ALL.has(facts.kind)) return false;
  try {
    const { source, destination } = await connections.get();
    await Promise.all([source.ping(), destination.ping()]);
    return true;
  } catch (error) {
    connections.drop();
    run.signal.throwIfAborted();
    if (error instanceof MailError || error instanceof AskedToRest) return false;
    throw error;
  }
}

/** Whatever mailbox it comes up in. */
const CONCERNS_ALL: ReadonlySet<MailError['facts']['kind']> = new Set([
  'sign-in-refused',
  'over-quota',
  'throttled',
  'too-many-connections',
]);

async function attemptMailbox(lane: Lane, pairId: number, caution: Caution): Promise<void> {
  const { run } = lane;
  const sessions = await lane.connections.get();
  run.ages.check([sessions.source, sessions.destination]);
  const depth = depthOfAll(run.settings.verify);
  const { job } = lane;
  if (job.job === 'verify-again') {
    const { round } = job;
    const statuses = ['copied', 'verified'] as const;
    if (depth !== 'none') await verifyMailbox({ run, pairId, sessions, depth, statuses, opened: null, round, caution });
    return;
  }
  if (job.job === 'compare') {
    await compareSample({ run, pairId, sessions, uids: job.sample.get(pairId) ?? [], round: job.round, caution });
    return;
  }
  // A deep look may find that a message taken for an arrived one is another: then there is something to copy again.
  for (let round = 0; round < 2; round++) {
    const opened = await copyMailbox({ run, pairId, sessions, caution, recent: lane.recent });
    if (depth === 'none' || lane.recent) return;
    await verifyMailbox({ run, pairId, sessions, depth, statuses: ['copied'], opened, round: null, caution });
    if (!hasWaiting(run, pairId)) return;
  }
}

/** What only asks for another attempt, over fresh connections. */
function isNoFailure(error: unknown): boolean {
  return [SessionWornOut, AskedToRest, UnreadSoFar, AskedForAgain].some((kind) => error instanceof kind);
}

/** How deep every message is looked at; a sample is taken of them when that is done. */
function depthOfAll(verify: VerifyDepth): 'none' | 'quick' | 'deep' {
  return typeof verify === 'string' ? verify : 'quick';
}

/** Grows with every step that need not be repeated: messages listed, dealt with, verified. */
function stepsDone({ run, job }: Lane, pairId: number): number {
  const { steps } = run.headways.of(pairId);
  if (job.job !== 'copy') return job.round.passedOf(pairId) + steps;
  const { waiting, intended, copied, verified, skipped, failed } = run.journal.counts(pairId).byStatus;
  const dealtWith = copied.messages + 2 * verified.messages + skipped.messages + failed.messages;
  return waiting.messages + intended.messages + 2 * dealtWith + steps;
}

/** What the servers have shown that they can do: not what was given up. */
function arrived({ journal }: Run, pairId: number): number {
  const { copied, verified } = journal.counts(pairId).byStatus;
  return copied.messages + verified.messages;
}

/** Whether a connection ended before its time. */
function isBroken({ facts }: MailError): boolean {
  return ['connection-lost', 'bye', 'silence'].includes(facts.kind);
}

/** Whether something on its way broke the connection, or made the server refuse; a message too large to be read does so each time. */
function isLoss(error: MailError): boolean {
  return (
    error.facts.wide === 'message' ||
    ['connection-lost', 'bye', 'silence', 'protocol', 'refused', 'unavailable'].includes(error.facts.kind)
  );
}
