import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ProblemNotice } from '../../problem/problem-notice.tsx';
import { useRequest } from './use-request.ts';

/** Starts a move or lets it go on, a verification that was paused as one, and says below what stands in the way if it does not. */
export function GoOnButton(props: { readonly move: MoveView; readonly kind?: 'main' | 'plain' }): React.JSX.Element {
  const { move, kind = 'main' } = props;
  const request = useRequest();
  const id = move.run.phase === 'not-started' ? 'copying.start' : 'copying.goOn';
  return (
    <>
      <Button
        kind={kind}
        icon="play"
        isBusy={request.isBusy}
        onPress={() => request.send(() => ask('startMove', { move: move.id }))}
      >
        <FormattedMessage id={id} />
      </Button>
      {request.problem && <ProblemNotice problem={request.problem} move={move.id} />}
    </>
  );
}
