import type { MigrationOutcome } from '../../shared/model/migration-event.ts';
import type { AccountFacts, MailboxStatus } from '../../shared/model/mailbox.ts';
import { applyFilters } from './apply-filters.ts';
import { Budgets } from './budgets.ts';
import { ConnectionCount, Connections } from './connections.ts';
import { hasWaiting } from './copy/set-aside.ts';
import { growLanes, lanesAtOnce } from './grow-lanes.ts';
import { prepare, type Prepared } from './inspect.ts';
import type { Journal, JournalPair } from './journal-port.ts';
import { stopIfUnavailable } from './give-up.ts';
import { workMailbox, type Job } from './lane.ts';
import { takeShares } from './labels/take-shares.ts';
import { MailError } from './mail-error.ts';
import { lookForNewcomers, mayFindNews } from './look-for-newcomers.ts';
import { knownMigration, outcomeOf } from './outcome.ts';
import { PairQueue } from './pair-queue.ts';
import { Pauses } from './pauses.ts';
import { beginRecent } from './recent/begin-recent.ts';
import type { RecentPart } from './recent/recent-part.ts';
import { KEPT_OPEN_MS } from './rests.ts';
import { tellProgress, type EngineOptions, type Run } from './run.ts';
import { SessionAges } from './session-ages.ts';
import type { VerifyDepth } from './settings.ts';
import { beginLook, beginSample } from './verify/begin-look.ts';

/**
 * Moves what is left to move between two accounts and proves that it arrived: inspect, plan, then for each mailbox index, settle,
 * reconcile, copy, verify; the recent messages of all mailboxes first where that is wished. May be stopped or killed at any moment and
 * called again with the same journal, or with a new one.
 *
 * Rejects with a MailError when an account cannot be reached or signed in to at the start, and with a JournalError when the journal
 * cannot be written; everything else is an outcome.
 */
export async function migrate(options: EngineOptions): Promise<MigrationOutcome> {
  return runJob(options, 'copy');
}

/** Looks at every message that was moved once more, with a sample at all and wholly at some; copies nothing. Rejects like {@link migrate}. */
export async function verifyOnly(
  options: EngineOptions,
  depth: Exclude<VerifyDepth, 'none'>,
): Promise<MigrationOutcome> {
  return runJob({ ...options, settings: { ...options.settings, verify: depth } }, 'verify-again');
}

async function runJob(options: EngineOptions, job: 'copy' | 'verify-again'): Promise<MigrationOutcome> {
  const started = options.clock.now();
  const pauses = new Pauses((event) => options.onEvent(event));
  const count = new ConnectionCount((event) => options.onEvent(event));
  // Lanes stop together: by the person's wish, or because one of them met something that concerns all.
  const stop = new AbortController();
  const budgets = new Budgets(options, pauses);
  const ages = new SessionAges(options.settings.limits, options.clock);
  const linked = { ...options, budgets, ages, signal: AbortSignal.any([options.signal, stop.signal]) };
  const first = new Connections(linked, count);
  let reason: unknown = null;
  let prepared: Prepared | null = null;
  try {
    prepared = await prepare(linked, first, pauses);
    if (job === 'copy') await takeShares(prepared, first, pauses, false);
    const pairs = job === 'copy' ? pairsWithWork(options, prepared) : prepared.pairs;
    const begun: Job = job === 'copy' ? { job } : { job, round: beginLook(prepared) };
    const work = { prepared, job: begun, pauses, count, first, stop };
    const left = job === 'copy' ? await copyRecent(work, pairs) : pairs;
    await runLanes({ ...work, pairs: left, recent: null });
    await compareSome(work, job);
    if (pairs.length > 0 || mayFindNews(prepared)) await lookForNewcomers(prepared, first);
    if (job === 'copy') reason = notYetThere(prepared);
  } catch (error) {
    if (!prepared && !options.signal.aborted) throw error;
    // What the lanes stopped for, not what stopping made of it elsewhere.
    const cause: unknown = stop.signal.aborted ? stop.signal.reason : error;
    reason = options.signal.aborted ? null : cause;
    if (reason !== null && !(reason instanceof MailError)) throw reason;
  } finally {
    await first.close();
  }
  return outcomeOf(options, prepared?.run.migration ?? knownMigration(options), started, reason);
}

/** Why messages wait for the next run; null where none does. */
function notYetThere({ run, pairs }: Prepared): MailError | null {
  const waits = ({ id }: JournalPair): boolean => {
    const { waiting, intended } = run.journal.counts(id).byStatus;
    return waiting.messages + intended.messages > 0;
  };
  return pairs.some(waits) ? run.learned.notYet : null;
}

interface LaneWork {
  readonly prepared: Prepared;
  readonly pairs: readonly JournalPair[];
  readonly job: Job;
  /** Set for a first round that copies recent messages only. */
  readonly recent: RecentPart | null;
  readonly pauses: Pauses;
  readonly count: ConnectionCount;
  /** The connections inspect has used; the first lane goes on with them. */
  readonly first: Connections;
  readonly stop: AbortController;
}

/** The first round, where recent messages go first. @returns the pairs that are left for the second */
async function copyRecent(
  work: Omit<LaneWork, 'pairs' | 'recent'>,
  pairs: readonly JournalPair[],
): Promise<readonly JournalPair[]> {
  const { prepared } = work;
  const found = await beginRecent(prepared, pairs, isListed(prepared));
  if (!found) return pairs;
  const { part, pairs: wanted } = found;
  const { run } = part;
  await runLanes({ ...work, prepared: { ...prepared, run }, pairs: wanted, recent: part });
  part.end();
  const seen = new Set(wanted.map(({ id }) => id));
  return pairs.filter(({ id }) => {
    if (!seen.has(id)) return true;
    const isOpen = !part.givenUp.has(id) && hasOpenMessages(run.journal, id, run.settings.verify);
    if (!isOpen) tellProgress(run, run.journal.pair(id), 'done');
    return isOpen;
  });
}

/** With everything looked up, compares the sample the settings ask for. What turns out to be another message is copied after all. */
async function compareSome(work: Omit<LaneWork, 'pairs' | 'recent'>, after: 'copy' | 'verify-again'): Promise<void> {
  const begun = await beginSample(work.prepared);
  if (!begun) return;
  const { pairs, ...sample } = begun;
  await runLanes({ ...work, pairs, recent: null, job: { job: 'compare', ...sample } });
  const others = pairs.filter(({ id }) => hasWaiting(work.prepared.run, id));
  if (after === 'copy' && others.length > 0)
    await runLanes({ ...work, pairs: others, recent: null, job: { job: 'copy' } });
}

async function runLanes(work: LaneWork): Promise<void> {
  const { run } = work.prepared;
  const { journal } = run;
  const destinations = new Map(work.pairs.map(({ id, destination }) => [id, destination]));
  const queue = new PairQueue([...destinations.keys()], {
    dependsOn: (id) => (work.job.job === 'copy' && journal.pair(id).readsFrom !== null ? journal.firstPairs(id) : []),
    destinationOf: (id) => destinations.get(id) ?? '',
  });
  const lanes: Promise<unknown>[] = [];
  const grown = new AbortController();
  let working = 0;
  let firstEnded = run.clock.now();
  const start = async (index: number): Promise<void> => {
    working++;
    // Nobody waits for another lane when the work is done, or goes on growing after a refusal.
    const isDone = await runLane(work, queue, index);
    if (index === 0) firstEnded = run.clock.now();
    if (!isDone || --working === 0) grown.abort();
  };
  await growLanes({
    clock: run.clock,
    meter: run.meter,
    signal: AbortSignal.any([run.signal, grown.signal]),
    most: mostLanes(run),
    atOnce: lanesAtOnce(work.prepared.signInMs),
    enough: () => grown.signal.aborted || queue.isEmpty,
    start: () => {
      const lane = start(lanes.length);
      lanes.push(lane);
      // Looked at below, when all have ended; until then a failure must not count as unhandled.
      lane.catch(() => undefined);
    },
  });
  // A lane that fails stops the others, so all of them end.
  await Promise.allSettled(lanes);
  await Promise.all(lanes);
  // None of them took a step forward.
  if (run.learned.givenUp.length >= destinations.size) stopIfUnavailable(run);
  // Others took much longer: there is more to come, perhaps, but not over a connection that may be dead by now.
  if (run.clock.now() - firstEnded > KEPT_OPEN_MS) await work.first.release();
}

/** Each lane has one connection to each side: no more than are stated, or were refused a while ago. */
function mostLanes({ settings: { lanes, limits }, budgets: { throttles } }: Run): number {
  const stated = [limits.source.maxConnections, limits.destination.maxConnections];
  const learned = [throttles.maxConnections('source'), throttles.maxConnections('destination')];
  return Math.max(1, Math.min(lanes, ...[...stated, ...learned].filter((most) => most !== null)));
}

/** Resolves to false when the server did not want one more connection. */
async function runLane(work: LaneWork, queue: PairQueue, index: number): Promise<boolean> {
  const { run } = work.prepared;
  const connections = index === 0 ? work.first : new Connections(run, work.count);
  try {
    // The first lane must get through; a further one steps back when the server does not want so many connections.
    if (index > 0 && !(await hasRoom(connections))) return false;
    for (let pairId = await queue.take(); pairId !== null; pairId = await queue.take()) {
      try {
        run.signal.throwIfAborted();
        const { pauses, job, recent } = work;
        await workMailbox({ run, connections, pauses, job, recent }, pairId);
        connections.account();
      } finally {
        queue.done(pairId);
      }
    }
    return true;
  } catch (error) {
    work.stop.abort(error);
    throw error;
  } finally {
    connections.account();
    if (index > 0) await connections.close();
  }
}

async function hasRoom(connections: Connections): Promise<boolean> {
  try {
    await connections.get();
    return true;
  } catch (error) {
    if (error instanceof MailError) return false;
    throw error;
  }
}

/** The pairs that need a connection's attention; one without news costs nothing beyond the STATUS already known. */
function pairsWithWork(options: EngineOptions, prepared: Prepared): JournalPair[] {
  const { journal, settings } = options;
  const listed = isListed(prepared);
  return prepared.pairs.filter((pair) => {
    journal.retryFailed(pair.id);
    applyFilters(journal, pair.id, settings);
    const done = listed(pair) && !hasOpenMessages(journal, pair.id, settings.verify);
    if (done) tellProgress(options, pair, 'done');
    return !done;
  });
}

/** Whether the journal knows all that is in a pair, on both sides, by what the accounts showed at the beginning. */
function isListed({ sourceFacts, run }: Prepared): (pair: JournalPair) => boolean {
  const source = statusByName(sourceFacts);
  const destination = statusByName(run.destinationFacts);
  return (pair) => {
    const here = source.get(pair.source);
    // What a label pair holds has been listed a moment ago, or is known not to have changed.
    const isKnown =
      pair.readsFrom !== null ||
      (here !== undefined &&
        pair.sourceUidValidity === here.uidValidity &&
        pair.indexedUidNext === here.uidNext &&
        pair.indexedMessages === here.messages &&
        // Not counted since a version that did not count, or found wanting: then it is looked into again.
        pair.sourceListed !== null &&
        pair.sourceListed >= here.messages);
    return (
      pair.problem === null && isKnown && pair.destinationUidValidity === destination.get(pair.destination)?.uidValidity
    );
  };
}

function hasOpenMessages(journal: Journal, pairId: number, verify: VerifyDepth): boolean {
  const { waiting, intended, copied } = journal.counts(pairId).byStatus;
  return waiting.messages + intended.messages + (verify === 'none' ? 0 : copied.messages) > 0;
}

function statusByName(facts: AccountFacts): ReadonlyMap<string, MailboxStatus> {
  return new Map(facts.mailboxes.flatMap(({ name, status }) => (status ? [[name, status] as const] : [])));
}
