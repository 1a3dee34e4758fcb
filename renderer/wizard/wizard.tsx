import { FormattedMessage } from 'react-intl';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
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
  const { goTo } = usePlace();
  const home = (
    <Button kind="main" onPress={() => goTo({ kind: 'home' })}>
      <FormattedMessage id="frame.gone.home" />
    </Button>
  );
  return (
    <main className="page">
      <Notice tone="warn" role="alert" title={<FormattedMessage id="frame.gone.title" />} actions={home}>
        <FormattedMessage id="frame.gone.text" />
      </Notice>
    </main>
  );
}
