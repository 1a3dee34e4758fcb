import { assertNever } from '../../shared/assert-never.ts';
import { AfterStep } from './after/after-step.tsx';
import { ChecksStep } from './checks/checks-step.tsx';
import { CopyingStep } from './copying/copying-step.tsx';
import { EstimateStep } from './estimate/estimate-step.tsx';
import { FoldersStep } from './folders/folders-step.tsx';
import { NewMailboxStep } from './new-mailbox/new-mailbox-step.tsx';
import { OldMailboxStep } from './old-mailbox/old-mailbox-step.tsx';
import type { StepProps } from './step-props.ts';
import { VerificationStep } from './verification/verification-step.tsx';

/** The screen of the step where a move is. */
export function StepScreen({ move }: StepProps): React.JSX.Element {
  switch (move.step) {
    case 'old-mailbox':
      return <OldMailboxStep move={move} />;
    case 'new-mailbox':
      return <NewMailboxStep move={move} />;
    case 'checks':
      return <ChecksStep move={move} />;
    case 'folders':
      return <FoldersStep move={move} />;
    case 'estimate':
      return <EstimateStep move={move} />;
    case 'copying':
      return <CopyingStep move={move} />;
    case 'verification':
      return <VerificationStep move={move} />;
    case 'after':
      return <AfterStep move={move} />;
    default:
      return assertNever(move.step);
  }
}
