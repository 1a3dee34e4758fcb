import { useIntl } from 'react-intl';
import { ProblemNotice } from '../../problem/problem-notice.tsx';
import { useQuantities } from '../../use-quantities.ts';
import type { StepProps } from '../step-props.ts';
import { Step } from '../step.tsx';
import { EstimateFacts } from './estimate-facts.tsx';
import { EstimateHeadline } from './estimate-headline.tsx';
import { mainLabel } from './main-label.ts';
import { NoEstimate } from './no-estimate.tsx';
import { RunChoices } from './run-choices.tsx';
import { TimeScalePicture } from './time-scale-picture.tsx';
import { useEstimate } from './use-estimate.ts';
import { useNow } from './use-now.ts';
import { useStart } from './use-start.ts';

/** How long it takes, what that is based on, and the start. */
export function EstimateStep({ move }: StepProps): React.JSX.Element {
  const intl = useIntl();
  const quantities = useQuantities();
  const now = useNow();
  const { state, options, isBusy, choose, reload } = useEstimate(move);
  const { start, isBusy: isStarting, problem } = useStart(move);
  const main = {
    label: mainLabel(intl, quantities, move, options),
    onPress: start,
    // Not before the last choice has arrived: it counts for the start.
    isDisabled: isBusy,
    isBusy: isStarting,
  };
  const view = state.kind === 'ready' ? state.view : null;
  return (
    <Step move={move} step="estimate" main={main}>
      <div className="estimate">
        {problem && <ProblemNotice problem={problem} move={move.id} />}
        {view ? (
          <div className="card estimate__answer">
            <EstimateHeadline view={view} />
            {view.estimate.kind === 'range' && (
              <TimeScalePicture estimate={view.estimate} options={options} now={now} />
            )}
          </div>
        ) : (
          <NoEstimate move={move.id} kind={state.kind === 'ready' ? 'loading' : state.kind} onRetry={reload} />
        )}
        <RunChoices options={options} view={view} hasBegun={move.run.startedAt !== null} now={now} choose={choose} />
        {view && <EstimateFacts move={move.id} view={view} />}
      </div>
    </Step>
  );
}
