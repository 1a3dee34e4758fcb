import { useEffect, useState } from 'react';
import type { AppState } from '../shared/ipc/app-state.ts';
import { ask, listen } from './bridge.ts';

/** What the whole window knows, kept up to date. Null until main has told it for the first time; `failed` when it cannot. */
export function useAppState(): AppState | 'failed' | null {
  const [state, setState] = useState<AppState | 'failed' | null>(null);
  useEffect(() => {
    const end = listen('appState', setState);
    // A change that arrived while the question was under way is newer than its answer.
    ask('appState').then(
      (first) => setState((newer) => newer ?? first),
      () => setState((newer) => newer ?? 'failed'),
    );
    return end;
  }, []);
  return state;
}
