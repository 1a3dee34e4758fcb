import { useState } from 'react';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { ProblemView } from '../../../shared/ipc/problem-view.ts';
import { ask } from '../../bridge.ts';

/** Starting the copy, and why it could not be. */
export interface StartControl {
  readonly isBusy: boolean;
  readonly problem: ProblemView | null;
  start(): void;
}

/** Starts the copy, or goes on with it, and shows it. A copy that runs already is only shown. */
export function useStart(move: MoveView): StartControl {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const start = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const outcome = mustStart(move) ? await ask('startMove', { move: move.id }) : { problem: null };
      setProblem(outcome.problem);
      if (outcome.problem === null) await ask('goToStep', { move: move.id, step: 'copying' });
    } catch {
      setProblem(unexpected);
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, problem, start: () => void start() };
}

/** Whether anything has to be started: not where the copy runs, waits by itself, or is over. */
export function mustStart({ run }: Pick<MoveView, 'run'>): boolean {
  return run.phase === 'not-started' || run.phase === 'scheduled' || run.phase === 'paused';
}

const unexpected: ProblemView = {
  kind: 'unexpected',
  side: null,
  host: null,
  user: null,
  serverText: null,
  code: null,
  refusal: null,
  certificate: null,
  certificates: null,
  provider: null,
};
