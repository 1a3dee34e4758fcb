import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { RunView } from '../../../shared/ipc/run-view.ts';
import { Foreign } from '../../components/foreign.tsx';
import { useQuantities } from '../../use-quantities.ts';
import { hostOf } from './server-of.ts';

/**
 * The line about time: how long it still takes while it moves, else why it does not. A number from before is never left standing.
 */
export function TimeLine({ move }: { readonly move: MoveView }): React.JSX.Element | null {
  const { run } = move;
  switch (run.phase) {
    case 'running':
      return <TimeLeft move={move} />;
    case 'waiting':
      return <Waiting move={move} since={run.wait?.since ?? null} />;
    case 'stopping':
    case 'paused':
    case 'needs-you':
      return <FormattedMessage id={`copying.time.${run.phase}`} />;
    case 'finished':
      return <FromTo run={run} />;
    case 'not-started':
    case 'scheduled':
      return null;
  }
}

function TimeLeft({ move }: { readonly move: MoveView }): React.JSX.Element | null {
  const quantities = useQuantities();
  const left = move.run.progress?.timeLeft ?? { kind: 'none' };
  switch (left.kind) {
    case 'none':
      return null;
    case 'too-early':
      return <FormattedMessage id="copying.time.too-early" />;
    case 'waiting':
      return <Waiting move={move} since={left.since} />;
    case 'range': {
      const range = quantities.range(left.fromSeconds, left.toSeconds);
      return (
        <>
          <FormattedMessage id="copying.time.range" values={{ range }} />
          {left.slower && (
            <span className="run__slower">
              <FormattedMessage id="copying.time.slower" />
            </span>
          )}
        </>
      );
    }
  }
}

function Waiting(props: { readonly move: MoveView; readonly since: number | null }): React.JSX.Element | null {
  const { move, since } = props;
  const quantities = useQuantities();
  if (since === null) return null;
  const { wait } = move.run;
  const host = hostOf(move, wait?.side ?? null);
  const values = { since: quantities.moment(since), host: <Foreign text={host ?? ''} /> };
  if (!wait || (host === null && (wait.reason === 'throttled' || wait.reason === 'interrupted')))
    return <FormattedMessage id="copying.time.waiting" values={values} />;
  return <FormattedMessage id={`copying.time.waiting.${wait.reason}`} values={values} />;
}

function FromTo({ run }: { readonly run: RunView }): React.JSX.Element | null {
  const quantities = useQuantities();
  if (run.startedAt === null || run.finishedAt === null) return null;
  const values = { from: quantities.moment(run.startedAt), to: quantities.moment(run.finishedAt) };
  return <FormattedMessage id="copying.time.finished" values={values} />;
}
