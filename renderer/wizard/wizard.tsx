import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../components/button.tsx';
import { ScreenTitle } from '../components/screen-title.tsx';
import { useMove } from '../use-move.ts';
import { usePlace } from '../use-place.ts';
import { StepList } from './step-list.tsx';
import { StepScreen } from './step-screen.tsx';

/** A move, at the step where it is. */
export function Wizard({ id }: { readonly id: string }): React.JSX.Element {
  const move = useMove(id);
  if (move === null) return <main className="wizard" aria-busy="true" />;
  if (move === 'gone') return <Gone />;
  return (
    <div className="wizard">
      <StepList move={move} />
      <main className="wizard__main">
        <StepScreen key={move.step} move={move} />
      </main>
    </div>
  );
}

function Gone(): React.JSX.Element {
  const intl = useIntl();
  const { goTo } = usePlace();
  return (
    <main className="page">
      <ScreenTitle text={intl.formatMessage({ id: 'frame.gone.title' })} />
      <p className="lead">
        <FormattedMessage id="frame.gone.text" />
      </p>
      <div className="actions">
        <Button kind="main" icon="home" onPress={() => goTo({ kind: 'home' })}>
          <FormattedMessage id="frame.gone.home" />
        </Button>
      </div>
    </main>
  );
}
