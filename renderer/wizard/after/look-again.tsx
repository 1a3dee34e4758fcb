import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ProblemNotice } from '../../problem/problem-notice.tsx';
import { useQuantities } from '../../use-quantities.ts';
import { RunBanner } from '../copying/run-banner.tsx';
import { isUnderWay } from '../copying/run-words.ts';
import { useRequest } from '../copying/use-request.ts';

/** Copies what arrived in the old mailbox since, and tells when that was done last. */
export function LookAgain({ move }: { readonly move: MoveView }): React.JSX.Element {
  const request = useRequest();
  const isBusy = isUnderWay(move.run);
  return (
    <section className="card look-again" aria-labelledby="look-again">
      <h2 id="look-again">
        <FormattedMessage id="after.look.title" />
      </h2>
      <p>
        <FormattedMessage id="after.look.text" />
      </p>
      <div className="look-again__line">
        <Button
          icon="refresh"
          isBusy={request.isBusy || isBusy}
          onPress={() => request.send(() => ask('startMove', { move: move.id }))}
        >
          <FormattedMessage id="after.look.button" />
        </Button>
        <p className="look-again__last" role="status">
          <LastLook move={move} />
        </p>
        {(isBusy || move.run.phase === 'paused') && (
          <Button kind="quiet" onPress={() => void ask('goToStep', { move: move.id, step: 'copying' })}>
            <FormattedMessage id="after.look.show" />
          </Button>
        )}
      </div>
      <RunBanner move={move} />
      {request.problem && <ProblemNotice problem={request.problem} move={move.id} />}
    </section>
  );
}

function LastLook({ move }: { readonly move: MoveView }): React.JSX.Element {
  const quantities = useQuantities();
  const { run, after } = move;
  if (isUnderWay(run)) return <FormattedMessage id="after.look.running" />;
  if (run.phase !== 'finished') return <FormattedMessage id="after.look.open" />;
  if (after.lastLook) {
    const values = { at: quantities.moment(after.lastLook.at), count: after.lastLook.copied };
    return <FormattedMessage id="after.look.last" values={values} />;
  }
  if (run.finishedAt === null) return <FormattedMessage id="after.look.never" />;
  return <FormattedMessage id="after.look.copied" values={{ at: quantities.moment(run.finishedAt) }} />;
}
