import { FormattedMessage, useIntl } from 'react-intl';
import type { MoveView } from '../../shared/ipc/move-view.ts';
import { wizardSteps, type WizardStep } from '../../shared/ipc/wizard-step.ts';
import { ScreenTitle } from '../components/screen-title.tsx';
import { ReadOnlyPromise } from './read-only-promise.tsx';
import { StepFooter, type MainAction } from './step-footer.tsx';

/** Only this step never talks to the old mailbox. */
const awayFromSource: WizardStep = 'new-mailbox';

/** The frame of one step: its heading, what it is about, its content, and the buttons below. */
export function Step(props: {
  readonly move: MoveView;
  readonly step: WizardStep;
  readonly lead?: React.ReactNode;
  /** The one next step; null or left out where there is none (yet). */
  readonly main?: MainAction | null | undefined;
  readonly children: React.ReactNode;
}): React.JSX.Element {
  const { move, step, lead, main = null, children } = props;
  return (
    <div className="step" data-step={step}>
      <div className="step__head">
        <StepTitle step={step} />
        {lead !== undefined && lead !== null && <p className="lead">{lead}</p>}
        {step !== awayFromSource && <ReadOnlyPromise />}
      </div>
      <div className="step__content">{children}</div>
      <StepFooter move={move} step={step} main={main} />
    </div>
  );
}

/** The heading's two parts as plain text, and as they are drawn. */
const join = (parts: readonly unknown[]): string => parts.join('');
const plain = { count: join, name: join, colon: join };
const drawn = {
  // Drawn above the name, the count needs nothing that divides them; heard, it does.
  colon: (words: React.ReactNode) => <span className="step__colon">{words}</span>,
  count: (words: React.ReactNode) => <span className="step__count">{words}</span>,
  name: (words: React.ReactNode) => <span className="step__name">{words}</span>,
};

function StepTitle({ step }: { readonly step: WizardStep }): React.JSX.Element {
  const intl = useIntl();
  const values = {
    number: wizardSteps.indexOf(step) + 1,
    total: wizardSteps.length,
    step: intl.formatMessage({ id: `frame.step.${step}` }),
  };
  return (
    <ScreenTitle text={intl.formatMessage({ id: 'frame.stepTitle' }, { ...values, ...plain })}>
      <FormattedMessage id="frame.stepTitle" values={{ ...values, ...drawn }} />
    </ScreenTitle>
  );
}
