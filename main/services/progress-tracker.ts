import type { MigrationEvent } from '../../shared/model/migration-event.ts';
import type { Progress } from '../../shared/model/progress.ts';
import type { Clock } from '../engine/ports.ts';
import { noProgress, reduceProgress, viewProgress } from '../engine/progress.ts';

/** Follows a run for a view that asks when it is ready to draw. */
export interface ProgressTracker {
  note(event: MigrationEvent): void;
  view(): Progress;
}

/** Begins with nothing known. */
export function trackProgress(clock: Pick<Clock, 'now'>): ProgressTracker {
  let state = noProgress;
  return {
    note: (event) => {
      state = reduceProgress(state, event, clock.now());
    },
    view: () => viewProgress(state, clock.now()),
  };
}
