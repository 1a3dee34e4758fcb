import type { MigrationOutcome } from '../../../../shared/model/migration-event.ts';
import type { KeptMove } from '../kept-move.ts';
import type { MoveJob, MoveRecord } from '../move-record.ts';
import { numbersAfter, numbersOf } from './numbers.ts';
import type { Watch } from './watch.ts';

/** Keeps the numbers for a list of moves and for the next start. */
export function rememberNumbers(kept: KeptMove, watch: Watch | null): void {
  if (!watch?.isKnown()) return;
  // What was counted when it was copied stays so while it is looked at again; the end of that tells what became of it.
  if (kept.record().job !== 'copy' && kept.record().numbers) return;
  kept.change({ numbers: numbersOf(watch.progress(), kept.record().numbers?.altered ?? 0) });
}

const depths = { 'verify-quick': 'quick', 'verify-sample': 'sample', 'verify-deep': 'deep' } as const;

/** What a verification of whole messages has compared, of what is at the destination. */
function comparedBy({ copied, alreadyThere }: MigrationOutcome, job: MoveJob, watch: Watch): MoveRecord['compared'] {
  const { check } = watch.progress();
  if (check?.what !== 'compared' || (job !== 'verify-sample' && job !== 'verify-deep')) return null;
  return { bodies: check.done, of: copied + alreadyThere };
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
    verified: job === 'copy' ? 'quick' : depths[job],
    compared: comparedBy(outcome, job, watch),
    reached: 'after',
    // The first copy brings everything: new is what comes after it.
    lastLook:
      job === 'copy' && record.finishedAt !== null
        ? { at: now, copied: Math.max(0, outcome.copied - copiedBefore) }
        : record.lastLook,
  });
}
