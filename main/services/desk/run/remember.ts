import type { MigrationOutcome } from '../../../../shared/model/migration-event.ts';
import type { KeptMove } from '../kept-move.ts';
import type { MoveJob } from '../move-record.ts';
import { numbersAfter, numbersOf } from './numbers.ts';
import type { Watch } from './watch.ts';

/** Keeps the numbers for a list of moves and for the next start. */
export function rememberNumbers(kept: KeptMove, watch: Watch | null): void {
  if (!watch?.isKnown()) return;
  kept.change({ numbers: numbersOf(watch.progress(), kept.record().numbers?.altered ?? 0) });
}

/** A job came to its regular end. @param copiedBefore messages this move had copied when the job began */
export function rememberFinished(
  kept: KeptMove,
  outcome: MigrationOutcome,
  job: MoveJob,
  { watch, copiedBefore, now }: { readonly watch: Watch; readonly copiedBefore: number; readonly now: number },
): void {
  const record = kept.record();
  kept.change({
    wanted: 'nothing',
    finishedAt: now,
    numbers: numbersAfter(outcome, watch.progress()),
    verified: job === 'verify-deep' ? 'deep' : 'quick',
    reached: 'after',
    // The first copy brings everything: new is what comes after it.
    lastLook:
      job === 'copy' && record.finishedAt !== null
        ? { at: now, copied: Math.max(0, outcome.copied - copiedBefore) }
        : record.lastLook,
  });
}
