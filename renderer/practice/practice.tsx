import { Button } from 'react-aria-components';
import { FormattedMessage } from 'react-intl';
import { assertNever } from '../../shared/assert-never.ts';
import type { PracticeState } from '../../shared/ipc/practice-state.ts';
import { ScreenTitle } from '../components/screen-title.tsx';
import { Moving } from './moving.tsx';
import { ReceiptView } from './receipt-view.tsx';

type Started = Exclude<PracticeState, { phase: 'idle' }>;

/** The practice move from its start to its receipt. */
export function Practice(props: {
  readonly state: Started;
  readonly onStart: () => void;
  readonly onStop: () => void;
  readonly onLeave: () => void;
}): React.JSX.Element {
  const { state } = props;
  const isUnderWay = state.phase === 'preparing' || state.phase === 'moving';
  return (
    <div className="practice" data-phase={state.phase}>
      <PracticeBody state={state} />
      <div className="actions">
        {isUnderWay ? (
          <Button className="button" onPress={props.onStop}>
            <FormattedMessage id="practice.stop" />
          </Button>
        ) : (
          <>
            <Button className="button button--main" onPress={props.onLeave}>
              <FormattedMessage id="practice.back" />
            </Button>
            <Button className="button" onPress={props.onStart}>
              <FormattedMessage id="practice.again" />
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

function PracticeBody({ state }: { readonly state: Started }): React.JSX.Element {
  switch (state.phase) {
    case 'preparing':
    case 'moving':
      return <Moving state={state} />;
    case 'finished':
      return <ReceiptView receipt={state} />;
    case 'stopped':
    case 'failed':
      return (
        <>
          <ScreenTitle key={state.phase}>
            <FormattedMessage id={`practice.${state.phase}.title`} />
          </ScreenTitle>
          <p className="lead" role={state.phase === 'failed' ? 'alert' : 'status'}>
            <FormattedMessage id={`practice.${state.phase}.text`} />
          </p>
        </>
      );
    default:
      return assertNever(state);
  }
}
