import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { ReceiptView } from '../../../shared/ipc/receipt-view.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ProblemNotice } from '../../problem/problem-notice.tsx';
import { isUnderWay } from '../copying/run-words.ts';
import { useRequest } from '../copying/use-request.ts';
import { Level, type LevelState } from './level.tsx';
import { SampleChoice } from './sample-choice.tsx';
import { arrivedOf, depthOf } from './verdict.ts';

/** Three ways to look, what each of them proves, and how much of the last one is wished. */
export function Levels(props: { readonly move: MoveView; readonly receipt: ReceiptView }): React.JSX.Element {
  const { move, receipt } = props;
  const request = useRequest();
  const { run } = move;
  const { totals } = receipt;
  const depth = depthOf(totals);
  const isBusy = isUnderWay(run);
  const isQuickDone = depth === 'quick' || depth === 'sample' || depth === 'deep';
  const isComparing = isBusy && (run.job === 'verify-sample' || run.job === 'verify-deep');
  const compare = (bodies: number | 'all'): void => {
    const wanted = bodies === 'all' ? ('deep' as const) : ({ kind: 'sample', bodies } as const);
    request.send(() => ask('verifyMove', { move: move.id, depth: wanted }));
  };
  return (
    <section className="levels" aria-labelledby="levels">
      <h2 id="levels">
        <FormattedMessage id="verification.levels.title" />
      </h2>
      <ol className="levels__list">
        <Level level="counts" state="done" />
        <Level level="quick" state={stateOf(isBusy && run.job === 'verify-quick', isQuickDone)}>
          <Button
            icon="search"
            isDisabled={isBusy || request.isBusy}
            onPress={() => request.send(() => ask('verifyMove', { move: move.id, depth: 'quick' }))}
          >
            <FormattedMessage id={`verification.levels.quick.${isQuickDone ? 'again' : 'start'}`} />
          </Button>
        </Level>
        <Level
          level="bodies"
          state={stateOf(isComparing, totals.compared > 0)}
          word={
            depth === 'deep' || totals.compared === 0 ? undefined : (
              <FormattedMessage
                id="verification.levels.some"
                values={{ compared: totals.compared, arrived: arrivedOf(totals) }}
              />
            )
          }
        >
          <SampleChoice
            totals={totals}
            last={run.sampleSize}
            isDisabled={isBusy || request.isBusy}
            onCompare={compare}
          />
        </Level>
      </ol>
      {request.problem && <ProblemNotice problem={request.problem} move={move.id} />}
    </section>
  );
}

function stateOf(isRunning: boolean, isDone: boolean): LevelState {
  if (isRunning) return 'running';
  return isDone ? 'done' : 'open';
}
