import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { ReceiptView } from '../../../shared/ipc/receipt-view.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ProblemNotice } from '../../problem/problem-notice.tsx';
import { useQuantities } from '../../use-quantities.ts';
import { isUnderWay } from '../copying/run-words.ts';
import { useRequest } from '../copying/use-request.ts';
import { Level } from './level.tsx';
import { depthOf } from './verdict.ts';

/** Three ways to look, what each of them proves, and what the last one costs. */
export function Levels(props: { readonly move: MoveView; readonly receipt: ReceiptView }): React.JSX.Element {
  const { move, receipt } = props;
  const quantities = useQuantities();
  const request = useRequest();
  const { run } = move;
  const depth = depthOf(receipt.totals);
  const isBusy = isUnderWay(run);
  const state = (job: 'verify-quick' | 'verify-deep', isDone: boolean): 'running' | 'done' | 'open' => {
    if (isBusy && run.job === job) return 'running';
    return isDone ? 'done' : 'open';
  };
  const start = (deep: boolean): void =>
    request.send(() => ask('verifyMove', { move: move.id, depth: deep ? 'deep' : 'quick' }));
  const isQuickDone = depth === 'quick' || depth === 'deep';
  return (
    <section className="levels" aria-labelledby="levels">
      <h2 id="levels">
        <FormattedMessage id="verification.levels.title" />
      </h2>
      <ol className="levels__list">
        <Level level="counts" state="done" />
        <Level level="quick" state={state('verify-quick', isQuickDone)}>
          <Button icon="search" isDisabled={isBusy || request.isBusy} onPress={() => start(false)}>
            <FormattedMessage id={`verification.levels.quick.${isQuickDone ? 'again' : 'start'}`} />
          </Button>
        </Level>
        <Level
          level="deep"
          state={state('verify-deep', depth === 'deep')}
          price={
            <FormattedMessage
              id="verification.levels.deep.price"
              values={{ bytes: quantities.bytes(receipt.totals.bytes) }}
            />
          }
        >
          <Button icon="shield" isDisabled={isBusy || request.isBusy} onPress={() => start(true)}>
            <FormattedMessage id={`verification.levels.deep.${depth === 'deep' ? 'again' : 'start'}`} />
          </Button>
        </Level>
      </ol>
      {request.problem && <ProblemNotice problem={request.problem} move={move.id} />}
    </section>
  );
}
