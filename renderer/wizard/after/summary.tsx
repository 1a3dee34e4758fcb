import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { Foreign } from '../../components/foreign.tsx';
import { useQuantities } from '../../use-quantities.ts';
import { useReceipt } from '../verification/use-receipt.ts';
import { sumUp } from '../verification/verdict.ts';
import { secretsOf } from './consent.tsx';
import { KeptHere } from './kept-here.tsx';

/** The move in a few facts, and what is kept of it on this computer. */
export function Summary({ move }: { readonly move: MoveView }): React.JSX.Element {
  return (
    <section className="card after-summary" aria-labelledby="summary">
      <h2 id="summary">
        <FormattedMessage id="after.summary.title" />
      </h2>
      <Facts move={move} />
      <KeptHere move={move.id} version={[secretsOf(move), move.run.phase].join(' ')} />
    </section>
  );
}

function Facts({ move }: { readonly move: MoveView }): React.JSX.Element {
  const quantities = useQuantities();
  const { run, source, destination } = move;
  const { receipt } = useReceipt(move.id, [run.phase, run.finishedAt].join(' '));
  const facts = [
    { id: 'after.summary.from', text: source?.typed ?? null },
    { id: 'after.summary.to', text: destination?.typed ?? null },
    { id: 'after.summary.started', text: run.startedAt === null ? null : quantities.moment(run.startedAt) },
    { id: 'after.summary.finished', text: run.finishedAt === null ? null : quantities.moment(run.finishedAt) },
    { id: 'after.summary.messages', text: receipt && quantities.number(sumUp(receipt).arrived) },
    { id: 'after.summary.bytes', text: receipt && quantities.bytes(receipt.totals.bytes) },
    { id: 'after.summary.exceptions', text: receipt && quantities.number(receipt.exceptionCount) },
    {
      id: 'after.summary.incomplete',
      text: run.incomplete === 0 ? null : quantities.number(run.incomplete),
    },
  ] as const;
  return (
    <dl className="after-summary__facts">
      {facts.map(
        ({ id, text }) =>
          text !== null && (
            <div key={id}>
              <dt>
                <FormattedMessage id={id} />
              </dt>
              <dd>
                <Foreign text={text} />
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}
