import { useMemo, useState } from 'react';
import { ask } from './bridge.ts';
import type { Place, PlaceControl } from './use-place.ts';

/**
 * Keeps where the window is, and tells main, so that it is there again after a start.
 * @param first the move that was open last, null for home
 */
export function usePlaceControl(first: string | null): PlaceControl {
  const [place, setPlace] = useState<Place>(first === null ? { kind: 'home' } : { kind: 'move', id: first });
  return useMemo(() => {
    return {
      place,
      goTo(next) {
        setPlace(next);
        scrollTo(0, 0);
        void ask('showPlace', { move: next.kind === 'move' ? next.id : null });
      },
    };
  }, [place]);
}
