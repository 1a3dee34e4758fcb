import { FormattedMessage, useIntl } from 'react-intl';
import { assertNever } from '../../shared/assert-never.ts';
import type { PracticeState } from '../../shared/ipc/practice-state.ts';
import { Button } from '../components/button.tsx';
import { ScreenTitle } from '../components/screen-title.tsx';
import { Moving } from './moving.tsx';
import { ReceiptView } from './receipt-view.tsx';

type Started = Exclude<PracticeState, { phase: 'idle' }>;

/** What can be done on these screens. */
interface Actions {
  readonly onStart: () => void;
  readonly onStop: () => void;
  readonly onLeave: () => void;
}

/** The practice move from its start to its receipt. */
export function Practice({ state, ...actions }: Actions & { readonly state: Started }): React.JSX.Element {
  return (
    <div className="practice" data-phase={state.phase}>
      {state.phase === 'preparing' || state.phase === 'moving' ? (
        <Moving state={state} onStop={actions.onStop} />
      ) : (
        <>
          <Ending state={state} />
          <div className="actions">
            <Button kind="main" icon="home" onPress={actions.onLeave}>
              <FormattedMessage id="practice.back" />
            </Button>
            <Button icon="refresh" onPress={actions.onStart}>
              <FormattedMessage id="practice.again" />
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

type Ended = Exclude<Started, { phase: 'preparing' | 'moving' }>;

function Ending({ state }: { readonly state: Ended }): React.JSX.Element {
  const intl = useIntl();
  switch (state.phase) {
    case 'finished':
      return <ReceiptView receipt={state} />;
    case 'stopped':
    case 'failed':
      return (
        <>
          <ScreenTitle key={state.phase} text={intl.formatMessage({ id: `practice.${state.phase}.title` })} />
          <p className="lead" role={state.phase === 'failed' ? 'alert' : 'status'}>
            <FormattedMessage id={`practice.${state.phase}.text`} />
          </p>
        </>
      );
    default:
      return assertNever(state);
  }
}
