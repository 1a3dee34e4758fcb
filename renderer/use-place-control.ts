import { useMemo, useState } from 'react';
import { ask } from './bridge.ts';
import type { Place, PlaceControl } from './use-place.ts';

const home: Place = { kind: 'home' };

/**
 * Keeps where the window is, and tells main, so that it is there again after a start.
 * @param first the move that was open last, null for home
 */
export function usePlaceControl(first: string | null): PlaceControl {
  const [[place, before], setPlaces] = useState<readonly [Place, Place]>([
    first === null ? home : { kind: 'move', id: first },
    home,
  ]);
  return useMemo(() => {
    const goTo = (next: Place): void => {
      setPlaces([next, place]);
      scrollTo(0, 0);
      // Settings and practice are left again: a start leads to where one was at work.
      if (next.kind === 'home') void ask('showPlace', { move: null });
      if (next.kind === 'move') void ask('showPlace', { move: next.id });
    };
    return { place, goTo, goBack: () => goTo(before.kind === 'settings' ? home : before) };
  }, [place, before]);
}
