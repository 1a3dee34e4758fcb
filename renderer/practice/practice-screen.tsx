import { usePlace } from '../use-place.ts';
import { usePracticeMove } from '../use-practice-move.ts';
import { Practice } from './practice.tsx';

/** The practice move, wherever it is; its beginning is pressed at home. */
export function PracticeScreen(): React.JSX.Element {
  const { state, start, stop } = usePracticeMove();
  const { goTo } = usePlace();
  return (
    <main className="page">
      {state !== null && state.phase !== 'idle' && (
        <Practice state={state} onStart={start} onStop={stop} onLeave={() => goTo({ kind: 'home' })} />
      )}
    </main>
  );
}
