import { useEffect, useState } from 'react';
import { ask } from '../../bridge.ts';

/** What of a move is on this computer. */
export type Stored = Awaited<ReturnType<typeof ask<'stored'>>>;

/** What is stored, `reading`, or `unread` where main did not answer. */
export type StoredState = Stored | 'reading' | 'unread';

/** Asks what of a move is on this computer, again when `version` changes. */
export function useStored(move: string, version: string): StoredState {
  const [answer, setAnswer] = useState<{ readonly to: string; readonly stored: StoredState } | null>(null);
  useEffect(() => {
    let isOver = false;
    const keep = (stored: StoredState): void => {
      if (!isOver) setAnswer({ to: version, stored });
    };
    ask('stored', { move }).then(keep, () => keep('unread'));
    return () => {
      isOver = true;
    };
  }, [move, version]);
  return answer?.stored ?? 'reading';
}
