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

function chipOf(run: RunView, record: MoveRecord): MoveChip {
  const messages = run.progress?.messages ?? { done: 0, total: 0 };
  switch (run.phase) {
    case 'not-started':
      return { kind: 'draft' };
    case 'scheduled':
      return { kind: 'scheduled', at: run.startAt ?? 0 };
    case 'running':
    case 'stopping':
      return run.job === 'copy'
        ? { kind: 'copying', ...messages }
        : { kind: 'verifying', done: run.progress?.verified ?? 0, total: messages.total };
    case 'paused':
      return { kind: 'paused', ...messages };
    case 'waiting':
      return { kind: 'waiting', reason: run.wait?.reason ?? 'offline', until: run.wait?.until ?? null };
    case 'needs-you':
      return { kind: 'needs-you', problem: run.problem?.kind ?? 'unexpected' };
    case 'finished': {
      const { failed = 0, altered = 0 } = record.numbers ?? {};
      return {
        kind: 'finished',
        messages: messages.done,
        exceptions: failed + altered,
        verified: run.verified !== 'none',
      };
    }
  }
}
