import type { ProblemView } from '../../../../shared/ipc/problem-view.ts';
import type { KeptMove } from '../kept-move.ts';

/** A server turned down a sign-in that had worked before: the account's screen has to ask for the password again. */
export function noteRefusal(kept: KeptMove, { kind, side }: ProblemView): void {
  if (kind !== 'sign-in-refused' || side === null) return;
  const account = kept.record()[side];
  if (account) kept.change({ [side]: { ...account, signedIn: false } });
}
