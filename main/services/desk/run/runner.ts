import type { MailboxRow } from '../../../../shared/ipc/run-view.ts';
import type { Notice } from '../desk.ts';
import type { DeskParts } from '../desk-parts.ts';
import type { KeptMove } from '../kept-move.ts';
import type { MoveJob } from '../move-record.ts';
import { attemptRun } from './attempt.ts';
import { backOffMs } from './back-off.ts';
import type { Conditions } from './conditions.ts';
import { rowsOfJournal } from './numbers.ts';
import { rememberNumbers } from './remember.ts';
import type { AttemptEnd, RunPhase, StopWhy } from './run-phase.ts';
import { watchRun, type Watch } from './watch.ts';

/** Runs one move: again and again until it is finished, the person is needed, or wants to stop. */
export interface Runner {
  phase(): RunPhase;
  /** Null while nothing ran in this process. */
  watch(): Watch | null;
  readonly continuedAfterRestart: boolean;
  slept(): { readonly from: number; readonly to: number } | null;
  /** @param continued whether an earlier process had begun it */
  start(job: MoveJob, continued?: boolean): void;
  schedule(at: number): void;
  pause(): void;
  /** Something of the computer's, the battery for one, wants it to rest; it goes on by itself. */
  holdUp(): void;
  /** The computer slept: connections are dead, whatever they say. */
  sleep(from: number, to: number): void;
  /** Resolves when nothing runs any more, within seconds. Goes on after the next start. */
  shutDown(): Promise<void>;
  rows(): readonly MailboxRow[];
}

/** What a runner works with. */
export interface RunnerParts {
  readonly desk: DeskParts;
  readonly kept: KeptMove;
  readonly conditions: Conditions;
  onNotice(notice: Notice): void;
}

const rememberEveryMs = 5_000;
const tickEveryMs = 1_000;

/** @returns a runner at rest, where the record says it was */
export function createRunner(parts: RunnerParts): Runner {
  const { kept, conditions, desk } = parts;
  let phase = restingPhase(parts);
  let watch: Watch | null = null;
  let stop: AbortController | null = null;
  let loop: Promise<void> | null = null;
  let wakeUp: (() => void) | null = null;
  let startTimer: NodeJS.Timeout | null = null;
  let continuedAfterRestart = false;
  let slept: { readonly from: number; readonly to: number } | null = null;

  const become = (next: RunPhase): void => {
    phase = next;
    kept.touch();
  };
  const interrupt = (why: StopWhy): void => {
    stop?.abort(why);
    wakeUp?.();
  };

  /** Sleeps until it is time, something changed, or a stop. */
  const waitFor = async (ms: number | null): Promise<void> => {
    const woken = new Promise<void>((resolve) => {
      wakeUp = resolve;
    });
    const timer = new AbortController();
    const slumber = ms === null ? woken : desk.clock.sleep(ms, timer.signal).catch(() => undefined);
    await Promise.race([slumber, woken, conditions.changed()]);
    timer.abort();
    wakeUp = null;
  };

  const work = async (job: MoveJob): Promise<void> => {
    const observed = (watch = watchRun(desk.clock));
    let quietAttempts = 0;
    for (;;) {
      stop = new AbortController();
      if (conditions.holdUp() === 'battery') {
        become({
          phase: 'waiting',
          wait: { reason: 'battery', side: null, since: desk.clock.now(), until: null, serverText: null },
        });
        await waitFor(null);
        if (settle(stop.signal)) return;
        continue;
      }
      become({ phase: 'running' });
      const timers = startTimers(parts, observed);
      const end = await attemptRun({ ...parts, job, watch: observed, signal: stop.signal });
      timers.stop();
      if (conclude(end, job)) return;
      if (end.end !== 'wait') continue;
      quietAttempts = end.progressed ? 1 : quietAttempts + 1;
      await waitAfter(end, quietAttempts);
      if (settle(stop.signal)) return;
    }
  };

  const waitAfter = async (end: Extract<AttemptEnd, { end: 'wait' }>, quietAttempts: number): Promise<void> => {
    const now = desk.clock.now();
    const ms = Math.max(end.atLeastMs, backOffMs(quietAttempts));
    const since = phase.phase === 'waiting' ? phase.wait.since : now;
    become({ phase: 'waiting', wait: { ...end.wait, since, until: now + ms } });
    await waitFor(ms);
  };

  /** @returns whether the loop ends */
  const conclude = (end: AttemptEnd, job: MoveJob): boolean => {
    switch (end.end) {
      case 'wait':
        return false;
      case 'stopped':
        return end.why === 'person' || end.why === 'shut-down' ? settleAs(end.why) : false;
      case 'needs-you':
        rememberNumbers(kept, watch);
        kept.change({ wanted: 'paused' });
        become({ phase: 'needs-you', problem: end.problem });
        parts.onNotice(noticeOf(parts, 'needs-you'));
        return true;
      case 'finished':
        become({ phase: 'finished' });
        parts.onNotice(noticeOf(parts, job === 'copy' ? 'finished' : 'verified'));
        return true;
    }
  };
  const settle = (signal: AbortSignal): boolean => {
    const why: unknown = signal.reason;
    return signal.aborted && (why === 'person' || why === 'shut-down') ? settleAs(why) : false;
  };
  const settleAs = (why: 'person' | 'shut-down'): true => {
    rememberNumbers(kept, watch);
    if (why === 'person') kept.change({ wanted: 'paused' });
    become({ phase: 'paused' });
    return true;
  };

  const start = (job: MoveJob, continued = false): void => {
    if (loop) return;
    if (startTimer) clearTimeout(startTimer);
    startTimer = null;
    continuedAfterRestart = continued;
    slept = null;
    kept.change({ wanted: 'running', job, startedAt: kept.record().startedAt ?? desk.clock.now() });
    loop = work(job)
      .catch((error: unknown) => {
        // The book or a timer failed: say so, and keep what is there.
        desk.onFault(error);
        phase = { phase: 'paused' };
      })
      .finally(() => {
        loop = null;
        stop = null;
        kept.touch();
      });
  };

  return {
    phase: () => phase,
    watch: () => watch,
    get continuedAfterRestart() {
      return continuedAfterRestart;
    },
    slept: () => slept,
    start,
    schedule(at) {
      if (loop) return;
      if (startTimer) clearTimeout(startTimer);
      kept.change({ wanted: 'running' });
      become({ phase: 'scheduled', at });
      startTimer = setTimeout(() => start('copy'), Math.min(Math.max(0, at - desk.clock.now()), 2 ** 31 - 1));
    },
    pause() {
      if (startTimer) {
        clearTimeout(startTimer);
        startTimer = null;
        kept.change({ wanted: 'nothing' });
        become(restingPhase(parts));
      }
      if (!loop) return;
      if (phase.phase === 'running') become({ phase: 'stopping' });
      interrupt('person');
    },
    holdUp: () => interrupt('battery'),
    sleep(from, to) {
      if (!loop) return;
      slept = { from, to };
      interrupt('restart');
    },
    async shutDown() {
      if (startTimer) clearTimeout(startTimer);
      interrupt('shut-down');
      await loop;
    },
    rows: () =>
      watch?.isKnown() ? watch.rows() : kept.record().startedAt === null ? [] : rowsOfJournal(kept.journal()),
  };
}

/** Once a second a point of the picture, and now and then the numbers for the next start. */
function startTimers({ kept, desk }: RunnerParts, watch: Watch): { stop(): void } {
  let remembered = desk.clock.now();
  const timer = setInterval(() => {
    watch.tick();
    kept.touch();
    if (desk.clock.now() - remembered < rememberEveryMs) return;
    remembered = desk.clock.now();
    rememberNumbers(kept, watch);
  }, tickEveryMs);
  return { stop: () => clearInterval(timer) };
}

function restingPhase({ kept }: RunnerParts): RunPhase {
  const { startedAt, finishedAt, wanted } = kept.record();
  if (finishedAt !== null && wanted === 'nothing') return { phase: 'finished' };
  return startedAt === null ? { phase: 'not-started' } : { phase: 'paused' };
}

function noticeOf({ kept }: RunnerParts, kind: 'finished' | 'verified' | 'needs-you'): Notice {
  const { id, numbers } = kept.record();
  const exceptions = (numbers?.failed ?? 0) + (numbers?.altered ?? 0);
  const messages = numbers?.messages.done ?? 0;
  if (kind === 'needs-you') return { move: id, kind, messages, exceptions };
  return { move: id, kind: exceptions > 0 ? 'verified-with-problems' : 'finished', messages, exceptions };
}
