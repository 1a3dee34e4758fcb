import { useState } from 'react';
import { AppHeader } from './components/app-header.tsx';
import { Home } from './home/home.tsx';
import { Practice } from './practice/practice.tsx';
import { usePracticeMove } from './use-practice-move.ts';

/** The window: the home screen, or the practice move once it was started. */
export function App(): React.JSX.Element {
  const practice = usePracticeMove();
  const [atHome, setAtHome] = useState(false);
  const { state } = practice;
  const start = (): void => {
    setAtHome(false);
    practice.start();
  };
  return (
    <>
      <AppHeader />
      <main>
        {state === null || state.phase === 'idle' || atHome ? (
          <Home ready={state !== null} onStartPractice={start} />
        ) : (
          <Practice state={state} onStart={start} onStop={practice.stop} onLeave={() => setAtHome(true)} />
        )}
      </main>
    </>
  );
}
