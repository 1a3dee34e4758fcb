import { useState } from 'react';
import type { Fault } from './find-faults.ts';

/** What is wrong with the form, since the last press. */
export interface Faults {
  readonly list: readonly Fault[];
  /** Raised by each press that found some: each time the focus goes there again. */
  readonly presses: number;
  show(list: readonly Fault[]): void;
  clear(): void;
}

/** Holds what a press found to be wrong. */
export function useFaults(): Faults {
  const [list, setList] = useState<readonly Fault[]>([]);
  const [presses, setPresses] = useState(0);
  const show = (found: readonly Fault[]): void => {
    setList(found);
    if (found.length > 0) setPresses((count) => count + 1);
  };
  return { list, presses, show, clear: () => setList([]) };
}
