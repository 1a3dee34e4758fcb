import { noProgress, reduceProgress, viewProgress, type ProgressState } from '../../main/engine/progress.ts';
import type { MailboxProgress, MigrationEvent } from '../../shared/model/migration-event.ts';
import type { Progress } from '../../shared/model/progress.ts';

/** A pretend move of one mailbox, told second by second. */
export class SimulatedMove {
  now = Date.UTC(2026, 0, 1, 14, 0, 0);
  state: ProgressState = noProgress;
  done = 0;
  readonly total: number;
  readonly messageBytes: number;

  constructor(total: number, messageBytes = 70_000) {
    this.total = total;
    this.messageBytes = messageBytes;
    this.tell(this.mailbox('copying'));
  }

  tell(event: MigrationEvent): void {
    this.state = reduceProgress(this.state, event, this.now);
  }

  mailbox(phase: MailboxProgress['phase']): MigrationEvent {
    const { done, total, messageBytes } = this;
    const progress = { total, done, totalBytes: total * messageBytes, doneBytes: done * messageBytes };
    return {
      event: 'mailbox',
      mailbox: { source: 'INBOX', destination: 'INBOX', phase, ...progress, skipped: 0, failed: 0, verified: 0 },
    };
  }

  /** One second in which so many messages arrive; nothing is told when none do. */
  second(messages: number): void {
    this.now += 1000;
    const before = Math.floor(this.done);
    this.done = Math.min(this.total, this.done + messages);
    if (Math.floor(this.done) > before) this.tell(this.mailbox('copying'));
  }

  get view(): Progress {
    return viewProgress(this.state, this.now);
  }
}

/** What was shown at a second, to be judged when the true end is known. */
export interface Shown {
  readonly second: number;
  readonly fraction: number;
  readonly view: Progress;
}

/** Runs to the end. `rate` says how many messages arrive in a second; `before` may tell of pauses. */
export function simulate(
  move: SimulatedMove,
  rate: (second: number) => number,
  before: (second: number) => void = () => {},
): { readonly shown: readonly Shown[]; readonly seconds: number } {
  const shown: Shown[] = [];
  for (let second = 1; ; second++) {
    before(second);
    move.second(rate(second));
    if (move.done >= move.total) return { shown, seconds: second };
    shown.push({ second, fraction: move.done / move.total, view: move.view });
  }
}

/** Of the ranges shown after 5 %, the share in which the true time left lay. */
export function shareInRange({ shown, seconds }: ReturnType<typeof simulate>): number {
  const ranges = shown.filter(({ fraction, view }) => fraction > 0.05 && view.timeLeft.kind === 'range');
  const right = ranges.filter(({ second, view: { timeLeft } }) => {
    const left = seconds - second;
    return timeLeft.kind === 'range' && timeLeft.fromSeconds <= left && left <= timeLeft.toSeconds;
  });
  return right.length / ranges.length;
}
