import type { MigrationEvent } from '../../shared/model/migration-event.ts';
import type { Progress } from '../../shared/model/progress.ts';
import type { Clock } from '../engine/ports.ts';
import { noProgress, reduceProgress, viewProgress } from '../engine/progress.ts';

/** Follows a run for a view that asks when it is ready to draw. */
export interface ProgressTracker {
  note(event: MigrationEvent): void;
  view(): Progress;
  /** Source names of mailboxes that were given up, and that nobody has worked on since: they are done with, but not done. */
  givenUp(): ReadonlySet<string>;
}

/** Begins with nothing known. */
export function trackProgress(clock: Pick<Clock, 'now'>): ProgressTracker {
  let state = noProgress;
  const givenUp = new Set<string>();
  return {
    note: (event) => {
      state = reduceProgress(state, event, clock.now());
      noteGivenUp(givenUp, event);
    },
    view: () => viewProgress(state, clock.now()),
    givenUp: () => givenUp,
  };
}

function noteGivenUp(givenUp: Set<string>, event: MigrationEvent): void {
  if (event.event === 'plan') givenUp.clear();
  // A problem of no single message is one of the mailbox.
  if (event.event === 'problem' && event.uid === null) givenUp.add(event.mailbox);
  if (event.event === 'mailbox' && event.mailbox.phase !== 'done') givenUp.delete(event.mailbox.source);
}
