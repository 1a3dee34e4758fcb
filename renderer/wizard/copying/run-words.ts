import type { RunView } from '../../../shared/ipc/run-view.ts';
import type { MessageId } from '../../../shared/messages/catalogue.ts';
import type { IconName } from '../../components/icon.tsx';
import type { Tone } from '../../components/tone.ts';

/** What a run is doing, in a word. */
export interface RunState {
  readonly id: MessageId;
  readonly tone: Tone;
  readonly icon: IconName;
}

const standing = {
  'not-started': { tone: 'info', icon: 'clock' },
  scheduled: { tone: 'wait', icon: 'calendar' },
  stopping: { tone: 'wait', icon: 'pause' },
  paused: { tone: 'wait', icon: 'pause' },
  waiting: { tone: 'wait', icon: 'clock' },
  'needs-you': { tone: 'fail', icon: 'person' },
  finished: { tone: 'good', icon: 'check' },
} as const;

/** The word for what a run is doing: its stage while it moves, else why it does not. */
export function runState(run: RunView): RunState {
  if (run.phase !== 'running') return { id: `copying.phase.${run.phase}`, ...standing[run.phase] };
  return { id: `copying.stage.${stageOf(run)}`, tone: 'info', icon: run.job === 'copy' ? 'arrow' : 'eye' };
}

/** A verification has no stage of its own while some folders wait for it. */
function stageOf(run: RunView): NonNullable<RunView['progress']>['stage'] {
  const stage = run.progress?.stage ?? 'inspecting';
  return run.job === 'copy' || stage === 'inspecting' || stage === 'done' ? stage : 'verifying';
}

/** Whether something is under way, or would be if it did not have to wait. */
export function isUnderWay(run: RunView): boolean {
  return run.phase === 'running' || run.phase === 'stopping' || run.phase === 'waiting';
}
