import { useEffect, useState } from 'react';
import type { MoveView } from '../shared/ipc/move-view.ts';
import { ask, listen } from './bridge.ts';

/**
 * One move, kept up to date. Null until main has told it for the first time; `gone` when there is no such move.
 * Give the component that uses it the id as its key: it begins anew with each move.
 */
export function useMove(id: string): MoveView | 'gone' | null {
  const [move, setMove] = useState<MoveView | 'gone' | null>(null);
  useEffect(() => {
    const end = listen('move', (changed) => {
      if (changed.id === id) setMove(changed);
    });
    ask('move', { move: id }).then(
      (first) => setMove((newer) => newer ?? first),
      () => setMove((newer) => newer ?? 'gone'),
    );
    return end;
  }, [id]);
  return move;
}
