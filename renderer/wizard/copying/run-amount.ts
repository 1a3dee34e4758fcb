import type { RunView } from '../../../shared/ipc/run-view.ts';

/** How much of a run is done, and in what it is counted. `unknown`: there is no total yet, so no bar. */
export type RunAmount =
  | { readonly unit: 'messages' | 'checked' | 'compared'; readonly done: number; readonly total: number }
  | { readonly unit: 'unknown' };

/** Says how much of a run is done. */
export function runAmount(run: RunView): RunAmount {
  const { progress } = run;
  if (!progress || (progress.stage === 'inspecting' && run.phase !== 'finished')) return { unit: 'unknown' };
  if (run.job !== 'copy') return checkAmount(progress);
  const { done, total } = progress.messages;
  if (total === 0 && progress.stage !== 'done') return { unit: 'unknown' };
  return { unit: 'messages', done: Math.min(done, total), total };
}

/** What was copied and verified before says nothing about a look that is taken now. */
function checkAmount({ check }: NonNullable<RunView['progress']>): RunAmount {
  if (!check) return { unit: 'unknown' };
  const { what, done, total } = check;
  return { unit: what === 'compared' ? 'compared' : 'checked', done, total };
}

/** Done by total, rounded down to whole percents: nothing is at 100 % before it is at its end. Between 0 and 1. */
export function shareOf(amount: RunAmount): number {
  if (amount.unit === 'unknown') return 0;
  return amount.total === 0 ? 1 : Math.floor((amount.done * 100) / amount.total) / 100;
}
