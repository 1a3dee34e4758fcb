import type { ProblemView } from '../../../../shared/ipc/problem-view.ts';
import { wantsAnotherSecret } from '../../../../shared/sign-in-refusal.ts';
import type { KeptMove } from '../kept-move.ts';

/**
 * A server turned down a sign-in that had worked before: the account's screen has to ask for the password again. But not when the password was
 * good, and something else is in the way.
 */
export function noteRefusal(kept: KeptMove, { kind, side, refusal }: ProblemView): void {
  if (kind !== 'sign-in-refused' || side === null || !wantsAnotherSecret(refusal)) return;
  const account = kept.record()[side];
  if (account) kept.change({ [side]: { ...account, signedIn: false } });
}
