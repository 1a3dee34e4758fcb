import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { WizardStep } from '../../../shared/ipc/wizard-step.ts';
import { isUnderWay } from '../copying/run-words.ts';

/** Where a signed-in account leads on to: back to the copy, if that waits for it or goes on because of it. */
export function stepAfterSignIn({ run }: MoveView, next: WizardStep): WizardStep {
  return isUnderWay(run) || run.phase === 'needs-you' ? 'copying' : next;
}
