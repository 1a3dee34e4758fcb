import { useEffect, useRef, useState } from 'react';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { ask } from '../../bridge.ts';

/** Starts the checks by themselves when nobody has yet; gives what starts them again, and whether main refused to. */
export function useChecks(move: MoveView): { readonly run: () => void; readonly failed: boolean } {
  const [failed, setFailed] = useState(false);
  const started = useRef<string | null>(null);
  const { id } = move;
  const { state } = move.checks;
  const run = (): void => {
    setFailed(false);
    ask('runChecks', { move: id }).catch(() => setFailed(true));
  };
  useEffect(() => {
    // Once for each move: a second look is the person's wish.
    if (state !== 'not-run' || started.current === id) return;
    started.current = id;
    ask('runChecks', { move: id }).catch(() => setFailed(true));
  }, [id, state]);
  return { run, failed };
}
