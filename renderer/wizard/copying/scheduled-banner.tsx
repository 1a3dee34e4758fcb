import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../problem/problem-notice.tsx';
import { useQuantities } from '../../use-quantities.ts';
import { useRequest } from './use-request.ts';

/** It starts by itself at a time that was chosen, or now. */
export function ScheduledBanner(props: { readonly move: MoveView; readonly at: number }): React.JSX.Element {
  const { move, at } = props;
  const quantities = useQuantities();
  const request = useRequest();
  const startNow = async (): Promise<unknown> => {
    await ask('chooseOptions', { move: move.id, options: { ...move.options, startAt: null } });
    return ask('startMove', { move: move.id });
  };
  const button = (
    <Button icon="play" isBusy={request.isBusy} onPress={() => request.send(startNow)}>
      <FormattedMessage id="copying.startNow" />
    </Button>
  );
  const title = <FormattedMessage id="copying.scheduled.title" values={{ at: quantities.moment(at) }} />;
  return (
    <>
      <Notice tone="wait" title={title} actions={button}>
        <p>
          <FormattedMessage id="copying.scheduled.text" />
        </p>
      </Notice>
      {request.problem && <ProblemNotice problem={request.problem} move={move.id} />}
    </>
  );
}
