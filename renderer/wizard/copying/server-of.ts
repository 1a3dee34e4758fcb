import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { ProblemView } from '../../../shared/ipc/problem-view.ts';

/** The host of one side, to be named in a sentence; null when that side is not known. */
export function hostOf(move: MoveView, side: ProblemView['side']): string | null {
  return side === null ? null : (move[side]?.address.host ?? null);
}

/** The step where one side signs in. */
export function signInStepOf(side: ProblemView['side']): 'old-mailbox' | 'new-mailbox' {
  return side === 'destination' ? 'new-mailbox' : 'old-mailbox';
}
