import { assertNever } from '../../shared/assert-never.ts';
import type {
  CheckProgress,
  ConnectionsInUse,
  MailboxPhase,
  MailboxProgress,
  MigrationEvent,
  RecentProgress,
} from '../../shared/model/migration-event.ts';
import type { MailboxPair } from '../../shared/model/plan.ts';
import type { Pause, Progress, Rate, Stage, TimeLeft } from '../../shared/model/progress.ts';
import { longestSilenceMs, notePace, recentWork, startPace, type Pace, type Work } from './pace.ts';
import { notePromise, timeLeft } from './time-left.ts';

type Counts = Pick<MailboxProgress, 'total' | 'done' | 'doneBytes' | 'skipped' | 'failed' | 'verified'>;

/** The folded events. Immutable; a reader asks {@link viewProgress} for what to show. */
export interface ProgressState {
  readonly mailboxes: readonly MailboxProgress[];
  readonly positions: ReadonlyMap<string, number>;
  readonly phases: Readonly<Record<MailboxPhase, number>>;
  readonly counts: Counts;
  readonly totalBytes: number;
  /** Mailboxes whose size no server told. */
  readonly unknownSizes: number;
  readonly connections: ConnectionsInUse;
  readonly pause: Pause | null;
  readonly checkedAgain: number;
  readonly check: CheckProgress | null;
  readonly recent: RecentProgress | null;
  readonly pace: { readonly stage: Stage; readonly pace: Pace } | null;
}

const noCounts: Counts = { total: 0, done: 0, doneBytes: 0, skipped: 0, failed: 0, verified: 0 };

/** Before the first event. */
export const noProgress: ProgressState = {
  mailboxes: [],
  positions: new Map(),
  phases: { waiting: 0, indexing: 0, comparing: 0, copying: 0, verifying: 0, done: 0 },
  counts: noCounts,
  totalBytes: 0,
  unknownSizes: 0,
  connections: { source: 0, destination: 0 },
  pause: null,
  checkedAgain: 0,
  check: null,
  recent: null,
  pace: null,
};

/**
 * Folds one event into the state.
 * @param now milliseconds since 1970 when the event happened
 */
export function reduceProgress(state: ProgressState, event: MigrationEvent, now: number): ProgressState {
  switch (event.event) {
    case 'plan':
      return fromPlan(state, event.plan.pairs);
    case 'mailbox':
      return withPace(withMailbox(state, event.mailbox), state, event.mailbox, now);
    case 'connections':
      return { ...state, connections: event.inUse };
    case 'paused': {
      const { reason, side, until, serverText } = event;
      return atPause(state, { reason, side, until, serverText, since: state.pause?.since ?? now }, now);
    }
    case 'resumed':
      return atPause(state, null, now);
    case 'settled':
      return { ...state, checkedAgain: state.checkedAgain + event.arrived + event.again };
    case 'recent':
      return { ...state, recent: event.recent };
    case 'checked':
      return withCheck(state, event.check, now);
    case 'problem':
      return state;
    default:
      return assertNever(event);
  }
}

/** A plan begins the picture anew: thousands of pairs are entered at once. */
function fromPlan(state: ProgressState, pairs: readonly MailboxPair[]): ProgressState {
  const mailboxes = pairs.map(fromPair);
  return {
    ...state,
    mailboxes,
    positions: new Map(pairs.map((pair, position) => [pair.source, position])),
    phases: { ...noProgress.phases, waiting: mailboxes.length },
    counts: { ...noCounts, total: mailboxes.reduce((sum, mailbox) => sum + mailbox.total, 0) },
    totalBytes: mailboxes.reduce((sum, mailbox) => sum + (mailbox.totalBytes ?? 0), 0),
    unknownSizes: mailboxes.filter((mailbox) => mailbox.totalBytes === null).length,
    check: null,
    pace: null,
  };
}

function fromPair(pair: MailboxPair): MailboxProgress {
  const { source, destination, messages, bytes } = pair;
  return { source, destination, ...noCounts, phase: 'waiting', total: messages, totalBytes: bytes };
}

function withMailbox(state: ProgressState, next: MailboxProgress): ProgressState {
  const position = state.positions.get(next.source);
  const before = position === undefined ? undefined : state.mailboxes[position];
  const phases = { ...state.phases };
  if (before) phases[before.phase] -= 1;
  phases[next.phase] += 1;
  const unknown = (mailbox: MailboxProgress): number => (mailbox.totalBytes === null ? 1 : 0);
  return {
    ...state,
    mailboxes: position === undefined ? [...state.mailboxes, next] : state.mailboxes.with(position, next),
    positions:
      position === undefined ? new Map(state.positions).set(next.source, state.mailboxes.length) : state.positions,
    phases,
    counts: addCounts(state.counts, next, before ?? noCounts),
    totalBytes: state.totalBytes + (next.totalBytes ?? 0) - (before?.totalBytes ?? 0),
    unknownSizes: state.unknownSizes + unknown(next) - (before ? unknown(before) : 0),
  };
}

function addCounts(sum: Counts, next: Counts, before: Counts): Counts {
  return {
    total: sum.total + next.total - before.total,
    done: sum.done + next.done - before.done,
    doneBytes: sum.doneBytes + next.doneBytes - before.doneBytes,
    skipped: sum.skipped + next.skipped - before.skipped,
    failed: sum.failed + next.failed - before.failed,
    verified: sum.verified + next.verified - before.verified,
  };
}

/** Mailboxes are in different phases side by side; the move as a whole copies as long as one of them has something to copy. */
function stageOf(state: ProgressState): Stage {
  const { phases, recent } = state;
  // Of mailboxes that are worked on twice, none is done after the first time.
  const begun = phases.done + phases.verifying > 0 || (recent !== null && recent.done > 0);
  if (state.mailboxes.length === 0) return 'inspecting';
  if (phases.done === state.mailboxes.length && !isChecking(state)) return 'done';
  if (isChecking(state)) return 'verifying';
  if (phases.copying > 0) return 'copying';
  if (begun && phases.waiting + phases.indexing + phases.comparing > 0) return 'copying';
  if (phases.comparing > 0) return 'comparing';
  if (phases.indexing > 0) return 'indexing';
  return phases.verifying > 0 ? 'verifying' : 'inspecting';
}

function isChecking({ check }: ProgressState): boolean {
  return check !== null && check.done < check.total;
}

/** What is looked at once more gives a pace of its own: no message changes its status by it. */
function withCheck(before: ProgressState, check: CheckProgress, now: number): ProgressState {
  const state = { ...before, check };
  const last = before.check?.what === check.what && before.check.done <= check.done ? before.check : null;
  const pace = last && before.pace?.stage === 'verifying' ? before.pace.pace : startPace(now);
  const noted = notePace(pace, { messages: check.done - (last?.done ?? 0), bytes: 0 }, now, state.pause !== null);
  return { ...state, pace: { stage: 'verifying', pace: notePromise(noted, workLeft(state, 'verifying')) } };
}

/** Only what moves between two events of one phase counts for the pace: what a comparison finds there already cost nothing. */
function withPace(state: ProgressState, before: ProgressState, next: MailboxProgress, now: number): ProgressState {
  const position = before.positions.get(next.source);
  const last = position === undefined ? undefined : before.mailboxes[position];
  const moved =
    last?.phase === next.phase || next.phase === 'done' ? movedSince(last, next) : { messages: 0, bytes: 0 };
  const stage = stageOf(state);
  if (isChecking(state) || (stage !== 'copying' && stage !== 'verifying')) return state;
  const pace = state.pace?.stage === stage ? state.pace.pace : startPace(now);
  const noted = notePace(pace, moved, now, state.pause !== null);
  return { ...state, pace: { stage, pace: notePromise(noted, workLeft(state, stage)) } };
}

function movedSince(last: MailboxProgress | undefined, next: MailboxProgress): Work {
  if (last?.phase === 'copying')
    return { messages: Math.max(0, next.done - last.done), bytes: Math.max(0, next.doneBytes - last.doneBytes) };
  if (last?.phase === 'verifying') return { messages: Math.max(0, next.verified - last.verified), bytes: 0 };
  return { messages: 0, bytes: 0 };
}

function workLeft(state: ProgressState, stage: Stage): Work {
  const { counts, check } = state;
  if (stage === 'verifying' && check) return { messages: check.total - check.done, bytes: 0 };
  if (stage === 'verifying')
    return { messages: Math.max(0, counts.total - counts.skipped - counts.failed - counts.verified), bytes: 0 };
  const messages = Math.max(0, counts.total - counts.done);
  if (state.unknownSizes === 0) return { messages, bytes: Math.max(0, state.totalBytes - counts.doneBytes) };
  return { messages, bytes: messages * (counts.done > 0 ? counts.doneBytes / counts.done : 0) };
}

function atPause(state: ProgressState, pause: Pause | null, now: number): ProgressState {
  if (!state.pace) return { ...state, pause };
  const pace = notePace(state.pace.pace, { messages: 0, bytes: 0 }, now, state.pause !== null);
  const pauses = pace.pauses + (pause !== null && state.pause === null ? 1 : 0);
  return { ...state, pause, pace: { ...state.pace, pace: { ...pace, pauses } } };
}

/**
 * What to show at `now` (milliseconds since 1970). Time passes without events too, so ask again every second.
 */
export function viewProgress(state: ProgressState, now: number): Progress {
  const { counts, mailboxes, connections, pause, checkedAgain, recent, check } = state;
  const stage = stageOf(state);
  const pace =
    state.pace?.stage === stage ? notePace(state.pace.pace, { messages: 0, bytes: 0 }, now, pause !== null) : null;
  return {
    stage,
    mailboxes,
    messages: { done: counts.done, total: counts.total },
    bytes: { done: counts.doneBytes, total: state.unknownSizes > 0 ? null : state.totalBytes },
    skipped: counts.skipped,
    failed: counts.failed,
    verified: counts.verified,
    check,
    connections,
    pause,
    rate: pace && !pause ? rateOf(pace) : null,
    timeLeft: timeLeftOf(state, stage, pace, now),
    recent,
    checkedAgain,
  };
}

function timeLeftOf(state: ProgressState, stage: Stage, pace: Pace | null, now: number): TimeLeft {
  if (state.pause) return { kind: 'waiting', since: state.pause.since };
  if (!pace) return { kind: 'none' };
  if (now - pace.movedAt > longestSilenceMs) return { kind: 'waiting', since: pace.movedAt };
  return timeLeft(pace, workLeft(state, stage));
}

function rateOf(pace: Pace): Rate | null {
  const lately = recentWork(pace, 10_000);
  if (lately.ms < 1000) return null;
  return {
    messagesPerSecond: (lately.messages * 1000) / lately.ms,
    bytesPerSecond: (lately.bytes * 1000) / lately.ms,
  };
}
