import { usePlace } from '../use-place.ts';
import { usePracticeMove } from '../use-practice-move.ts';
import { Practice } from './practice.tsx';

/** The practice move, wherever it is; its beginning is pressed at home. */
export function PracticeScreen(): React.JSX.Element {
  const { state, start, stop } = usePracticeMove();
  const { goTo } = usePlace();
  return (
    <main className="page">
      {state !== null && (
        <Practice
          // It was started on the way here: idle is what main has not yet told otherwise.
          state={state.phase === 'idle' ? { phase: 'preparing' } : state}
          onStart={start}
          onStop={stop}
          onLeave={() => goTo({ kind: 'home' })}
        />
      )}
    </main>
  );
}
