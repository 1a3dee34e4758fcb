import type { MailboxRow } from '../../../../shared/ipc/run-view.ts';
import { noteRefusal } from '../account/note-refusal.ts';
import type { Notice } from '../desk.ts';
import type { DeskParts } from '../desk-parts.ts';
import type { KeptMove } from '../kept-move.ts';
import type { MoveJob } from '../move-record.ts';
import { attemptRun } from './attempt.ts';
import { backOffMs } from './back-off.ts';
import type { Conditions } from './conditions.ts';
import { noticeOf } from './notice-of.ts';
import { recentAtStart } from '../recent.ts';
import { rowsOfJournal } from './numbers.ts';
import { keepNoting } from './keep-noting.ts';
import { rememberNumbers } from './remember.ts';
import type { AttemptEnd, RunPhase, StopWhy } from './run-phase.ts';
import { watchRun, type Watch } from './watch.ts';

/** What a runner works with. */
export interface RunnerParts {
  readonly desk: DeskParts;
  readonly kept: KeptMove;
  readonly conditions: Conditions;
  onNotice(notice: Notice): void;
}

const longestTimer = 2 ** 31 - 1;

/** Runs one move: again and again until it is finished, the person is needed, or wants to stop. See {@link RunPhase}. */
export class Runner {
  readonly #parts: RunnerParts;
  #phase: RunPhase;
  #watch: Watch | null = null;
  #loop: Promise<void> | null = null;
  /** Of the attempt under way. */
  #stop = new AbortController();
  /** What it was stopped for; the person's wish and the app's end outweigh the rest. */
  #why: StopWhy | null = null;
  /** Ends a wait. */
  #wakeUp: (() => void) | null = null;
  #startTimer: NodeJS.Timeout | null = null;
  #continuedAfterRestart = false;
  #slept: { readonly from: number; readonly to: number } | null = null;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    this.#phase = this.#atRest();
  }

  get phase(): RunPhase {
    return this.#phase;
  }

  /** Null while nothing ran in this process. */
  get watch(): Watch | null {
    return this.#watch;
  }

  /** Whether an earlier process had begun what runs. */
  get continuedAfterRestart(): boolean {
    return this.#continuedAfterRestart;
  }

  /** The last sleep of the computer in this run. */
  get slept(): { readonly from: number; readonly to: number } | null {
    return this.#slept;
  }

  /** Does nothing while something runs. @param continued whether an earlier process had begun it */
  start(job: MoveJob, continued = false): void {
    if (this.#loop) return;
    const { kept, desk } = this.#parts;
    this.#cancelTimer();
    this.#continuedAfterRestart = continued;
    this.#slept = null;
    this.#why = null;
    const now = desk.clock.now();
    const record = kept.record();
    const recent = recentAtStart(record, job, now);
    kept.change({ wanted: 'running', job, startedAt: record.startedAt ?? now, recent });
    this.#loop = this.#work(job)
      .catch((error: unknown) => {
        // The list of moves could not be written, or a fault of ours. The journal knows what arrived.
        desk.onFault(error);
        this.#phase = { phase: 'paused' };
      })
      .finally(() => {
        this.#loop = null;
        kept.touch();
      });
  }

  /** Starts to copy at a time, in milliseconds since 1970. */
  schedule(at: number): void {
    if (this.#loop) return;
    this.#cancelTimer();
    const { kept, desk } = this.#parts;
    kept.change({ wanted: 'running' });
    this.#become({ phase: 'scheduled', at });
    const ms = Math.max(0, at - desk.clock.now());
    // A timer holds 24 days at most.
    const again = (): void => (ms > longestTimer ? this.schedule(at) : this.start('copy'));
    this.#startTimer = setTimeout(again, Math.min(ms, longestTimer));
  }

  /** By the person's wish; what is under way is settled within seconds. */
  pause(): void {
    if (this.#startTimer) {
      this.#cancelTimer();
      this.#parts.kept.change({ wanted: 'nothing' });
      this.#become(this.#atRest());
    }
    if (!this.#loop) return;
    if (this.#phase.phase === 'running') this.#become({ phase: 'stopping' });
    this.#interrupt('person');
  }

  /** Something of the computer's, the battery for one, wants it to rest; it goes on by itself. */
  holdUp(): void {
    this.#interrupt('battery');
  }

  /** The computer slept: connections are dead, whatever they say. */
  sleep(from: number, to: number): void {
    if (!this.#loop) return;
    this.#slept = { from, to };
    this.#interrupt('restart');
  }

  /** Resolves when nothing runs any more, within seconds. It goes on after the next start. */
  async shutDown(): Promise<void> {
    this.#cancelTimer();
    this.#interrupt('shut-down');
    await this.#loop;
  }

  /** Every mailbox, in the order of the run. */
  rows(): readonly MailboxRow[] {
    if (this.#watch?.isKnown()) return this.#watch.rows();
    const { kept } = this.#parts;
    const journal = kept.record().startedAt === null ? null : kept.journalIfUsable();
    return journal ? rowsOfJournal(journal) : [];
  }

  async #work(job: MoveJob): Promise<void> {
    const { desk, kept } = this.#parts;
    const watch = watchRun(desk.clock, () => kept.journalIfUsable()?.migrations().at(-1)?.namespaces ?? null);
    this.#watch = watch;
    for (let quiet = 0; ;) {
      if (this.#isSettled()) return;
      this.#why = null;
      this.#stop = new AbortController();
      if (this.#parts.conditions.holdUp() === 'battery') {
        await this.#rest();
        continue;
      }
      const end = await this.#attempt(job, watch);
      if (this.#conclude(end)) return;
      if (end.end !== 'wait') continue;
      quiet = end.progressed ? 1 : quiet + 1;
      await this.#waitOut(end, quiet);
    }
  }

  async #attempt(job: MoveJob, watch: Watch): Promise<AttemptEnd> {
    this.#become({ phase: 'running' });
    const noting = keepNoting(this.#parts, watch);
    try {
      return await attemptRun({ ...this.#parts, job, watch, signal: this.#stop.signal });
    } finally {
      noting.stop();
    }
  }

  /** @returns whether this was the end */
  #conclude(end: AttemptEnd): boolean {
    const { kept, onNotice } = this.#parts;
    if (end.end === 'wait' || end.end === 'stopped') return false;
    if (end.end === 'needs-you') {
      rememberNumbers(kept, this.#watch);
      kept.change({ wanted: 'paused' });
      noteRefusal(kept, end.problem);
      this.#become({ phase: 'needs-you', problem: end.problem });
      onNotice(noticeOf(kept.record(), 'needs-you'));
      return true;
    }
    this.#become({ phase: 'finished' });
    onNotice(noticeOf(kept.record(), 'finished'));
    return true;
  }

  /** Whether the person, or the end of the app, stopped it. */
  #isSettled(): boolean {
    if (!isForGood(this.#why)) return false;
    const { kept } = this.#parts;
    rememberNumbers(kept, this.#watch);
    if (this.#why === 'person') kept.change({ wanted: 'paused' });
    this.#become({ phase: 'paused' });
    return true;
  }

  async #rest(): Promise<void> {
    const since = this.#parts.desk.clock.now();
    const wait = { reason: 'battery' as const, side: null, since, until: null, serverText: null };
    this.#become({ phase: 'waiting', wait });
    await this.#sleepFor(null);
  }

  async #waitOut({ wait, atLeastMs }: Extract<AttemptEnd, { end: 'wait' }>, quiet: number): Promise<void> {
    const now = this.#parts.desk.clock.now();
    const ms = Math.max(atLeastMs, backOffMs(quiet));
    this.#become({ phase: 'waiting', wait: { ...wait, since: now, until: now + ms } });
    await this.#sleepFor(ms);
  }

  /** Until it is time (null: never), something of the computer changed, or somebody interrupts. */
  async #sleepFor(ms: number | null): Promise<void> {
    const { desk, conditions } = this.#parts;
    const awake = new AbortController();
    const woken = new Promise<void>((resolve) => {
      this.#wakeUp = resolve;
    });
    const timed = ms === null ? [] : [desk.clock.sleep(ms, awake.signal).catch(() => undefined)];
    await Promise.race([woken, conditions.changed(), ...timed]);
    awake.abort();
    this.#wakeUp = null;
  }

  #interrupt(why: StopWhy): void {
    if (!isForGood(this.#why)) this.#why = why;
    this.#stop.abort(new DOMException(`stopped: ${why}`, 'AbortError'));
    this.#wakeUp?.();
  }

  #cancelTimer(): void {
    if (this.#startTimer) clearTimeout(this.#startTimer);
    this.#startTimer = null;
  }

  #become(next: RunPhase): void {
    this.#phase = next;
    this.#parts.kept.touch();
  }

  /** Where the record says a move is that does not run. */
  #atRest(): RunPhase {
    const { startedAt, finishedAt, wanted } = this.#parts.kept.record();
    if (finishedAt !== null && wanted === 'nothing') return { phase: 'finished' };
    return startedAt === null ? { phase: 'not-started' } : { phase: 'paused' };
  }
}

function isForGood(why: StopWhy | null): boolean {
  return why === 'person' || why === 'shut-down';
}
