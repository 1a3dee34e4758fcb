import { assertNever } from '../../../../shared/assert-never.ts';
import type { MailboxRow, ProgressView, WaitView } from '../../../../shared/ipc/run-view.ts';
import type { MailboxProgress, MigrationEvent, PauseReason } from '../../../../shared/model/migration-event.ts';
import type { Progress } from '../../../../shared/model/progress.ts';
import type { Namespaces } from '../../../engine/journal-port.ts';
import type { Clock } from '../../../engine/ports.ts';
import { trackProgress } from '../../progress-tracker.ts';
import { shown } from '../shown.ts';
import { Throughput } from '../throughput.ts';
import { mailboxRow } from './numbers.ts';
import { progressView } from './progress-view.ts';

/** Follows the events of a job, over as many attempts as it takes. */
export interface Watch {
  note(event: MigrationEvent): void;
  /** Called now and then, so that the picture over time has a point for quiet times too. */
  tick(): void;
  /** Whether there is a plan, and so something to show. */
  isKnown(): boolean;
  progress(): Progress;
  view(): ProgressView;
  /** A pause of the engine's own. */
  wait(): WaitView | null;
  readonly throughput: Throughput;
  rows(): readonly MailboxRow[];
  /** Rows that changed since the last call, or all after a new plan. */
  changedRows(): readonly MailboxRow[];
}

/**
 * Begins with nothing known.
 * @param lookUp how both accounts' names are taken apart, as known when a plan is made
 */
export function watchRun(clock: Pick<Clock, 'now'>, lookUp: () => Namespaces | null): Watch {
  const tracker = trackProgress(clock);
  const throughput = new Throughput();
  let isKnown = false;
  let namespaces: Namespaces | null = null;
  let told: readonly MailboxProgress[] = [];
  let recent: string[] = [];
  const finished = new Set<string>();
  const rowOf = (mailbox: MailboxProgress, index: number): MailboxRow =>
    mailboxRow({ ...mailbox, isGivenUp: tracker.givenUp().has(mailbox.source) }, index, namespaces);
  return {
    note(event) {
      tracker.note(event);
      if (event.event === 'plan') {
        isKnown = true;
        namespaces = lookUp();
      }
      if (event.event === 'mailbox' && event.mailbox.phase === 'done' && !finished.has(event.mailbox.source)) {
        finished.add(event.mailbox.source);
        recent = [event.mailbox.source, ...recent].slice(0, 5);
      }
    },
    tick: () => throughput.note(tracker.view().bytes.done, clock.now()),
    isKnown: () => isKnown,
    progress: () => tracker.view(),
    view: () => progressView(tracker.view(), { recent, givenUp: tracker.givenUp().size }, namespaces?.source ?? null),
    wait: () => waitOf(tracker.view().pause),
    throughput,
    rows: () => tracker.view().mailboxes.map(rowOf),
    changedRows() {
      const { mailboxes } = tracker.view();
      const changed = mailboxes.flatMap((mailbox, index) => (mailbox === told[index] ? [] : [rowOf(mailbox, index)]));
      told = mailboxes;
      return changed;
    },
  };
}

function waitOf(pause: Progress['pause']): WaitView | null {
  if (!pause || pause.reason === 'by-the-person') return null;
  const { reason, since, until, side, serverText } = pause;
  return {
    reason: waitReason(reason),
    side,
    since: Math.round(since),
    until: until === null ? null : Math.round(until),
    serverText: serverText === null ? null : shown(serverText, 300),
  };
}

function waitReason(reason: Exclude<PauseReason, 'by-the-person'>): WaitView['reason'] {
  switch (reason) {
    case 'offline':
    case 'interrupted':
    case 'throttled':
      return reason;
    case 'daily-budget':
      return 'daily-limit';
    case 'destination-in-use':
      return 'in-use';
    // These end a run instead of pausing it; should one pause it all the same, the network is not at fault.
    case 'sign-in-again':
    case 'destination-full':
    case 'journal-disk-full':
      return 'interrupted';
    default:
      return assertNever(reason);
  }
}
