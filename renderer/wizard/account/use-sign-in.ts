import { useRef, useState } from 'react';
import type { BrowserSignInRequest, SignInRequest, SignInStage } from '../../../shared/ipc/account-view.ts';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { ProblemView } from '../../../shared/ipc/problem-view.ts';
import { ask } from '../../bridge.ts';
import type { AccountSide } from './account-form.ts';
import { countRefusal, forgetRefusals } from './tries.ts';

/** A sign-in: not begun, under way, or turned down. */
export type Attempt =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly stage: SignInStage }
  | { readonly kind: 'failed'; readonly problem: ProblemView };

/** What can be done about it. */
export interface SignIn {
  readonly attempt: Attempt;
  /** @returns whether it worked */
  start(request: SignInRequest): Promise<boolean>;
  /** The same through the browser. @returns whether it worked */
  startInBrowser(request: BrowserSignInRequest): Promise<boolean>;
  cancel(): void;
  /** Forgets a failure. */
  clear(): void;
}

/** Signs in to one side, and follows how far it is. */
export function useSignIn(move: MoveView, side: AccountSide): SignIn {
  const [attempt, setAttempt] = useState<Attempt>({ kind: 'none' });
  // Raised by each start and each cancel: an answer to an older one says nothing any more.
  const round = useRef(0);
  const run = async (
    request: BrowserSignInRequest,
    stage: SignInStage,
    answer: () => Promise<{ readonly problem: ProblemView | null }>,
  ): Promise<boolean> => {
    round.current += 1;
    const mine = round.current;
    setAttempt({ kind: 'running', stage });
    const problem = await problemOf(request, answer);
    if (problem === null) forgetRefusals(request.address);
    else if (problem.kind === 'sign-in-refused') countRefusal(request.address, Date.now());
    if (mine !== round.current) return false;
    setAttempt(problem ? { kind: 'failed', problem } : { kind: 'none' });
    return problem === null;
  };
  const cancel = (): void => {
    round.current += 1;
    setAttempt({ kind: 'none' });
    // If it cannot be cancelled any more it is over already, and the next state says so.
    ask('cancelSignIn', { move: move.id }).catch(() => undefined);
  };
  return {
    attempt: withStage(attempt, move, side),
    start: (request) => run(request, 'looking', () => ask('signIn', request)),
    startInBrowser: (request) => run(request, 'browser', () => ask('browserSignIn', request)),
    cancel,
    clear: () => setAttempt({ kind: 'none' }),
  };
}

/** The main process tells the stage, also of a sign-in that was begun before the screen came back. */
function withStage(attempt: Attempt, { signIn }: MoveView, side: AccountSide): Attempt {
  if (signIn?.side !== side || attempt.kind === 'failed') return attempt;
  return { kind: 'running', stage: signIn.stage };
}

async function problemOf(
  request: BrowserSignInRequest,
  answer: () => Promise<{ readonly problem: ProblemView | null }>,
): Promise<ProblemView | null> {
  try {
    return (await answer()).problem;
  } catch {
    return unexpected(request);
  }
}

function unexpected({ side, address, provider }: BrowserSignInRequest): ProblemView {
  return {
    kind: 'unexpected',
    side,
    host: address.host,
    user: address.user,
    serverText: null,
    code: null,
    refusal: null,
    certificate: null,
    certificates: null,
    provider,
  };
}
