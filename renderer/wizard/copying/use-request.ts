import { useState } from 'react';
import type { ProblemView } from '../../../shared/ipc/problem-view.ts';

/** A request that was sent from a button. */
export interface SentRequest {
  readonly isBusy: boolean;
  /** Why the last one came to nothing. */
  readonly problem: ProblemView | null;
  readonly send: (request: () => Promise<unknown>) => void;
}

/** Main turned a request away, or could not answer: our fault, whatever it is. */
export const unexpectedProblem: ProblemView = {
  kind: 'unexpected',
  side: null,
  host: null,
  user: null,
  serverText: null,
  code: null,
  refusal: null,
  certificate: null,
  certificates: null,
  provider: null,
};

/** Sends requests one at a time and keeps the problem of the last one. */
export function useRequest(): SentRequest {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const send = (request: () => Promise<unknown>): void => {
    setIsBusy(true);
    setProblem(null);
    void request()
      .then(
        (answer) => setProblem(problemOf(answer)),
        () => setProblem(unexpectedProblem),
      )
      .finally(() => setIsBusy(false));
  };
  return { isBusy, problem, send };
}

function problemOf(answer: unknown): ProblemView | null {
  if (typeof answer !== 'object' || answer === null || !('problem' in answer)) return null;
  return answer.problem as ProblemView | null;
}
