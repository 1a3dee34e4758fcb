import { useEffect, useState } from 'react';
import type { UpdatesView } from '../shared/ipc/updates-view.ts';
import { ask, listen } from './bridge.ts';

/** Follows what is known of new versions. Null until main has told it; asking main asks nobody on the network. */
export function useUpdates(): UpdatesView | null {
  const [view, setView] = useState<UpdatesView | null>(null);
  useEffect(() => {
    const end = listen('updates', setView);
    // A change that arrived while the question was under way is newer than its answer. Where it cannot be told, nothing is shown.
    ask('updates').then(
      (first) => setView((newer) => newer ?? first),
      () => undefined,
    );
    return end;
  }, []);
  return view;
}
