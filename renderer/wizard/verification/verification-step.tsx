import { FormattedMessage, useIntl } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { RunView } from '../../../shared/ipc/run-view.ts';
import { ask } from '../../bridge.ts';
import { RunBanner } from '../copying/run-banner.tsx';
import { RunButtons } from '../copying/run-buttons.tsx';
import { RunCard } from '../copying/run-card.tsx';
import { RunNotes } from '../copying/run-notes.tsx';
import type { StepProps } from '../step-props.ts';
import { Step } from '../step.tsx';
import { Proof } from './proof.tsx';
import { ReceiptMissing } from './receipt-missing.tsx';
import { useReceipt } from './use-receipt.ts';

/** Step 7: what arrived, how that is known, and what did not arrive as it was. */
export function VerificationStep({ move }: StepProps): React.JSX.Element {
  const intl = useIntl();
  const { run } = move;
  const read = useReceipt(move.id, versionOf(run));
  const main = {
    label: intl.formatMessage({ id: 'verification.next' }),
    onPress: () => void ask('goToStep', { move: move.id, step: 'after' }),
  };
  const isOver = run.phase === 'finished' || run.phase === 'not-started';
  return (
    <Step
      move={move}
      step="verification"
      lead={<FormattedMessage id="verification.lead" />}
      main={isOver && read.receipt ? main : null}
    >
      <div className="verification">
        {!isOver && <UnderWay move={move} />}
        {read.receipt ? (
          <Proof move={move} receipt={read.receipt} isCurrent={isOver} />
        ) : (
          <ReceiptMissing move={move} read={read} />
        )}
      </div>
    </Step>
  );
}

/** A copy or a verification that is not at its end, as on the screen before. */
function UnderWay({ move }: { readonly move: MoveView }): React.JSX.Element {
  return (
    <>
      <RunNotes run={move.run} />
      <RunBanner move={move} />
      <RunCard move={move}>
        <div className="run__buttons">
          <RunButtons move={move} />
        </div>
      </RunCard>
    </>
  );
}

/** Changes when the receipt may have changed for good: not with every message. */
function versionOf({ phase, job, verified, finishedAt }: RunView): string {
  return [phase, job, verified, finishedAt].join(' ');
}
