import type { MoveChip, MoveSummary } from '../../../../shared/ipc/app-state.ts';
import { shown } from '../shown.ts';
import type { RunView } from '../../../../shared/ipc/run-view.ts';
import { runView, type LiveMove } from './move-view.ts';
import type { MoveRecord } from '../move-record.ts';

/** One line of the home screen. */
export function moveSummary(move: LiveMove): MoveSummary {
  const record = move.kept.record();
  return {
    id: record.id,
    from: record.source && shown(record.source.typed),
    to: record.destination && shown(record.destination.typed),
    step: record.step,
    createdAt: record.createdAt,
    chip: chipOf(runView(move), record),
  };
}

/** How far a verification is; nothing was looked at before it began. */
function checkOf(
  run: RunView,
  { total }: { readonly total: number },
): { readonly done: number; readonly total: number } {
  const { check } = run.progress ?? { check: null };
  return check ? { done: check.done, total: check.total } : { done: 0, total };
}

function chipOf(run: RunView, record: MoveRecord): MoveChip {
  const messages = run.progress?.messages ?? { done: 0, total: 0 };
  switch (run.phase) {
    case 'not-started':
      return { kind: 'draft' };
    case 'scheduled':
      return { kind: 'scheduled', at: run.startAt ?? 0 };
    case 'running':
    case 'stopping':
      return run.job === 'copy' ? { kind: 'copying', ...messages } : { kind: 'verifying', ...checkOf(run, messages) };
    case 'paused':
      return { kind: 'paused', ...(run.job === 'copy' ? messages : checkOf(run, messages)) };
    case 'waiting':
      return { kind: 'waiting', reason: run.wait?.reason ?? 'offline', until: run.wait?.until ?? null };
    case 'needs-you':
      return { kind: 'needs-you', problem: run.problem?.kind ?? 'unexpected' };
    case 'finished': {
      const { failed = 0, altered = 0, doubled = 0 } = record.numbers ?? {};
      return {
        kind: 'finished',
        messages: messages.done,
        exceptions: failed + altered + doubled,
        incomplete: run.incomplete,
        verified: run.verified !== 'none',
      };
    }
  }
}
