import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { ProblemView } from '../../../shared/ipc/problem-view.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ProblemNotice } from '../../problem/problem-notice.tsx';
import { trustable, TrustButton } from '../../problem/trust-button.tsx';

/** Why a check failed where a server or the way to it is the reason, with the ways on. */
export function CheckProblem(props: { readonly move: MoveView; readonly problem: ProblemView }): React.JSX.Element {
  const { move, problem } = props;
  const { side } = problem;
  const step = side === 'source' ? 'old-mailbox' : 'new-mailbox';
  const of = trustable(problem);
  const again = (): void => void ask('runChecks', { move: move.id });
  const actions = (
    <>
      {of && <TrustButton move={move.id} trustable={of} onTrusted={again} />}
      <Button icon="refresh" onPress={again}>
        <FormattedMessage id="checks.again" />
      </Button>
      {side !== null && (
        <Button onPress={() => void ask('goToStep', { move: move.id, step })}>
          <FormattedMessage id={side === 'source' ? 'checks.toOld' : 'checks.toNew'} />
        </Button>
      )}
    </>
  );
  return <ProblemNotice problem={problem} move={move.id} actions={actions} />;
}
