import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from 'react-aria-components';
import type { MoveView } from '../../shared/ipc/move-view.ts';
import { wizardSteps, type WizardStep } from '../../shared/ipc/wizard-step.ts';
import { ask } from '../bridge.ts';
import { Details } from '../components/disclosure.tsx';
import { Icon } from '../components/icon.tsx';
import { useMedia } from '../use-media.ts';

/** The way of a move: where one is, what is done, and what can be opened. A line that opens where there is no room for a list. */
export function StepList({ move }: { readonly move: MoveView }): React.JSX.Element {
  const intl = useIntl();
  const isNarrow = useMedia('(width <= 52rem)');
  const values = { number: wizardSteps.indexOf(move.step) + 1, total: wizardSteps.length };
  return (
    <nav className="steps" aria-label={intl.formatMessage({ id: 'frame.steps' })}>
      {isNarrow ? (
        // Closed again at each step.
        <Details key={move.step} summary={<FormattedMessage id="frame.stepOf" values={values} />}>
          <Steps move={move} />
        </Details>
      ) : (
        <Steps move={move} />
      )}
    </nav>
  );
}

function Steps({ move }: { readonly move: MoveView }): React.JSX.Element {
  const reached = wizardSteps.indexOf(move.reached);
  return (
    <ol className="steps__list">
      {wizardSteps.map((step, place) => (
        <li key={step} className="steps__item" aria-current={step === move.step ? 'step' : undefined}>
          <StepEntry
            move={move.id}
            step={step}
            number={place + 1}
            state={
              step === move.step ? 'current' : place < reached ? 'completed' : place === reached ? 'open' : 'ahead'
            }
          />
        </li>
      ))}
    </ol>
  );
}

function StepEntry(props: {
  readonly move: string;
  readonly step: WizardStep;
  readonly number: number;
  readonly state: 'current' | 'completed' | 'open' | 'ahead';
}): React.JSX.Element {
  const { move, step, number, state } = props;
  const intl = useIntl();
  const words = (
    <>
      <span className="steps__mark" aria-hidden="true">
        {state === 'completed' ? <Icon name="check" /> : intl.formatNumber(number)}
      </span>
      <span className="steps__name">
        <FormattedMessage id={`frame.step.${step}`} />
      </span>
      {state === 'completed' && (
        <span className="visually-hidden">
          <FormattedMessage id="frame.completed" />
        </span>
      )}
    </>
  );
  if (state === 'current' || state === 'ahead') {
    return <span className={`steps__entry steps__entry--${state}`}>{words}</span>;
  }
  return (
    <Button className={`steps__entry steps__entry--${state}`} onPress={() => void ask('goToStep', { move, step })}>
      {words}
    </Button>
  );
}
