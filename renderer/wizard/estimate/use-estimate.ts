import { useEffect, useRef, useState } from 'react';
import type { EstimateView, RunOptions } from '../../../shared/ipc/estimate-view.ts';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { ask } from '../../bridge.ts';

/** `none`: the mailboxes were not looked at in this process. */
export type EstimateState =
  { readonly kind: 'loading' | 'failed' | 'none' } | { readonly kind: 'ready'; readonly view: EstimateView };

/** The estimate, and the options it depends on. */
export interface EstimateControl {
  readonly state: EstimateState;
  /** What was chosen last, also before main has answered. */
  readonly options: RunOptions;
  /** Whether the answer to a choice is awaited. */
  readonly isBusy: boolean;
  choose(options: RunOptions): void;
  reload(): void;
}

/** Asks for the estimate, and again with every choice; of answers that overtake each other only the last one counts. */
export function useEstimate(move: MoveView): EstimateControl {
  const { id } = move;
  const [attempt, setAttempt] = useState(0);
  const look = `${String(move.checks.at)} ${String(attempt)}`;
  const [answer, setAnswer] = useState<{ readonly look: string; readonly state: EstimateState }>({
    look,
    state: { kind: 'loading' },
  });
  const [wanted, setWanted] = useState<{ readonly options: RunOptions; readonly isBusy: boolean } | null>(null);
  const asked = useRef(0);

  useEffect(() => {
    const number = (asked.current += 1);
    void settled(ask('estimate', { move: id })).then((state) => {
      if (number === asked.current) setAnswer({ look, state });
    });
  }, [id, look]);

  const choose = (options: RunOptions): void => {
    setWanted({ options, isBusy: true });
    const number = (asked.current += 1);
    void settled(ask('chooseOptions', { move: id, options })).then((state) => {
      if (number !== asked.current) return;
      setAnswer({ look, state });
      setWanted({ options, isBusy: false });
    });
  };

  return {
    // While a new answer is awaited the last estimate stays.
    state: answer.look === look || answer.state.kind === 'ready' ? answer.state : { kind: 'loading' },
    options: wanted?.options ?? move.options,
    isBusy: wanted?.isBusy ?? false,
    choose,
    reload: () => setAttempt(attempt + 1),
  };
}

/** A refusal is a state as any other. */
function settled(answer: Promise<EstimateView | null>): Promise<EstimateState> {
  return answer.then(
    (view) => (view ? { kind: 'ready', view } : { kind: 'none' }),
    () => ({ kind: 'failed' }),
  );
}
