import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { GoOnButton } from './go-on-button.tsx';
import { isUnderWay } from './run-words.ts';

/** Pause while it moves or waits; go on while it is paused. What needs a person has its buttons in its own box. */
export function RunButtons({ move }: { readonly move: MoveView }): React.JSX.Element | null {
  const { run } = move;
  if (run.phase === 'paused' || run.phase === 'not-started') return <GoOnButton move={move} />;
  if (!isUnderWay(run)) return null;
  const isStopping = run.phase === 'stopping';
  return (
    <Button icon="pause" isBusy={isStopping} onPress={() => void ask('pauseMove', { move: move.id })}>
      <FormattedMessage id={isStopping ? 'copying.phase.stopping' : 'copying.pause'} />
    </Button>
  );
}
