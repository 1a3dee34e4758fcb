import type { BrowserSignInRequest, SignInRequest, SignInStage } from '../../../../shared/ipc/account-view.ts';
import type { ProblemView } from '../../../../shared/ipc/problem-view.ts';
import type { Side } from '../../../../shared/model/problem.ts';
import type { DeskParts } from '../desk-parts.ts';
import type { KeptMove } from '../kept-move.ts';
import { plainProblem, problemOf } from '../problem.ts';
import type { RefusalCount } from './refusal-count.ts';
import { browserMeans, givenMeans, type Means } from './means.ts';
import { signIn } from './sign-in.ts';

/** The sign-ins of one move, one at a time. */
export interface SignIns {
  /** What is under way. */
  state(): { readonly side: Side; readonly stage: SignInStage } | null;
  /** A new one ends the one before. @returns why it did not work, or null */
  run(request: SignInRequest): Promise<ProblemView | null>;
  /** The same through the browser. */
  runInBrowser(request: BrowserSignInRequest): Promise<ProblemView | null>;
  cancel(): void;
  /** Why the last one came to nothing; null while another is under way, or after one that worked. */
  problem(): ProblemView | null;
}

/** @param refusals shared by all moves: accounts are locked by provider, not by move */
export function createSignIns(desk: DeskParts, kept: KeptMove, refusals: RefusalCount): SignIns {
  let state: ReturnType<SignIns['state']> = null;
  let current: AbortController | null = null;
  let problem: ProblemView | null = null;
  const tell = (next: typeof state): void => {
    state = next;
    kept.touch();
  };
  const run = async (
    request: BrowserSignInRequest,
    first: SignInStage,
    prove: (signal: AbortSignal) => Promise<Means>,
  ): Promise<ProblemView | null> => {
    current?.abort();
    const mine = (current = new AbortController());
    const { side } = request;
    const { signal } = mine;
    problem = null;
    const onStage = (stage: SignInStage): void => {
      if (current === mine) tell({ side, stage });
    };
    try {
      onStage(first);
      const failed = await signIn({ desk, kept, refusals, signal, onStage }, request, () => prove(signal));
      if (current === mine) problem = failed;
      return failed;
    } catch (error) {
      // Given up by the person: nothing to tell.
      if (signal.aborted) return plainProblem('connection-lost', side);
      return { ...problemOf(error, kept.record(), desk.onFault), side };
    } finally {
      if (current === mine) {
        current = null;
        tell(null);
      }
    }
  };
  return {
    state: () => state,
    cancel: () => current?.abort(),
    problem: () => problem,
    run: (request) => run(request, 'looking', () => givenMeans(desk, request, kept.record())),
    runInBrowser: (request) => run(request, 'browser', (signal) => browserMeans(desk, request, signal)),
  };
}
