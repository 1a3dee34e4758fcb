import { recentDays } from '../../../shared/ipc/estimate-view.ts';
import type { RunView } from '../../../shared/ipc/run-view.ts';
import type { MigrationEvent } from '../../../shared/model/migration-event.ts';
import type { Progress } from '../../../shared/model/progress.ts';
import { recentSince } from '../recent-since.ts';
import type { KeptMove } from './kept-move.ts';
import type { MoveJob, MoveRecord } from './move-record.ts';

/** What a job begins with: the line is drawn once, when the copy begins, so that it does not wander with each start. */
export function recentAtStart(
  { options, recent, finishedAt }: MoveRecord,
  job: MoveJob,
  now: number,
): MoveRecord['recent'] {
  if (recent !== null || !options.recentFirst || job !== 'copy' || finishedAt !== null) return recent;
  return { since: recentSince(now, recentDays), there: null };
}

/** What the engine is told: nothing goes first any more once the recent mail is there. See MigrationSettings. */
export function recentFirst({ options, recent }: MoveRecord, job: MoveJob): number | null {
  return job === 'copy' && options.recentFirst && recent !== null && recent.there === null ? recent.since : null;
}

/** Remembers when the recent mail was there. @throws JournalError */
export function noteRecent(kept: KeptMove, event: MigrationEvent, now: number): void {
  const { recent } = kept.record();
  if (event.event !== 'recent' || !event.recent.ended || recent === null) return;
  kept.change({ recent: { ...recent, there: { at: now, messages: event.recent.total } } });
}

/** What to show of it while the copy is not finished; null where nothing goes first, or there was nothing recent. */
export function recentView(
  { options, recent, job, finishedAt }: MoveRecord,
  progress: Pick<Progress, 'recent'> | null,
): RunView['recent'] {
  if (!options.recentFirst || recent === null || job !== 'copy' || finishedAt !== null) return null;
  const { there } = recent;
  if (there) return there.messages === 0 ? null : { kind: 'there', at: there.at };
  const now = progress?.recent;
  if (!now || now.total === 0) return null;
  return { kind: 'copying', done: now.done, total: now.total, isCounted: now.counted };
}
