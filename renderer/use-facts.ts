import { useEffect, useState } from 'react';
import type { Output } from '../shared/ipc/contract.ts';
import { ask } from './bridge.ts';

/** The app's version. Null until main has told it. */
export function useFacts(): Output<'appFacts'> | null {
  const [facts, setFacts] = useState<Output<'appFacts'> | null>(null);
  useEffect(() => {
    // A version that cannot be told is left out: nothing depends on it.
    ask('appFacts').then(setFacts, () => setFacts(null));
  }, []);
  return facts;
}
