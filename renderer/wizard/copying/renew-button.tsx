import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ProblemNotice } from '../../problem/problem-notice.tsx';
import { useRequest } from './use-request.ts';

/** Puts a record that cannot be used aside and goes on with a new one: both mailboxes are compared, only what is missing is copied. */
export function RenewButton({ move }: { readonly move: MoveView }): React.JSX.Element {
  const request = useRequest();
  return (
    <>
      <Button
        kind="main"
        icon="refresh"
        isBusy={request.isBusy}
        onPress={() => request.send(() => ask('renewJournal', { move: move.id }))}
      >
        <FormattedMessage id="copying.renew" />
      </Button>
      {request.problem && <ProblemNotice problem={request.problem} move={move.id} />}
    </>
  );
}
