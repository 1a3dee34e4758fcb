import { useEffect, useState } from 'react';
import type { IndependenceView } from '../../../shared/ipc/independence-view.ts';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { ask } from '../../bridge.ts';

/** What was found out, as far as it was. */
export interface FoundIndependence {
  /** Null: not found out yet, or there is nothing to find out. */
  readonly view: IndependenceView | null;
  readonly isAsking: boolean;
  readonly isFailed: boolean;
  readonly askAgain: () => void;
}

interface Answer {
  readonly to: string | null;
  readonly view: IndependenceView | null;
  readonly isFailed: boolean;
}

/** Asks who receives the mail of the new address, and again for another address. The last answer stays while the next is awaited. */
export function useIndependence({ id, destination }: MoveView): FoundIndependence {
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<Answer>({ to: null, view: null, isFailed: false });
  const question = `${destination?.typed ?? ''} ${destination?.address.host ?? ''} ${String(attempt)}`;
  useEffect(() => {
    let isOver = false;
    const keep = (next: Answer): void => {
      if (!isOver) setAnswer(next);
    };
    ask('independence', { move: id, side: 'destination' }).then(
      (view) => keep({ to: question, view, isFailed: false }),
      () => keep({ to: question, view: null, isFailed: true }),
    );
    return () => {
      isOver = true;
    };
  }, [id, question]);
  const { view, isFailed } = answer;
  return { view, isFailed, isAsking: answer.to !== question, askAgain: () => setAttempt(attempt + 1) };
}
