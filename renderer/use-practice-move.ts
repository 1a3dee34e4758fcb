import { useEffect, useState } from 'react';
import type { PracticeState } from '../shared/ipc/practice-state.ts';
import { ask, listen } from './bridge.ts';

/** The practice move as a view needs it. */
export interface PracticeMove {
  /** Null until the main process has told it for the first time. */
  readonly state: PracticeState | null;
  start(): void;
  stop(): void;
}

/** Follows the practice move: asks for its state once, then listens. */
export function usePracticeMove(): PracticeMove {
  const [state, setState] = useState<PracticeState | null>(null);
  useEffect(() => {
    const end = listen('practiceState', setState);
    // A change that arrived while the question was under way is newer than its answer.
    ask('practiceState').then((first) => setState((newer) => newer ?? first), showFailure);
    return end;

    function showFailure(): void {
      setState({ phase: 'failed' });
    }
  }, []);
  const send = (name: 'startPractice' | 'stopPractice'): void => {
    ask(name).catch(() => setState({ phase: 'failed' }));
  };
  return { state, start: () => send('startPractice'), stop: () => send('stopPractice') };
}
