import { useId, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { ReceiptView } from '../../../shared/ipc/receipt-view.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ProblemNotice } from '../../problem/problem-notice.tsx';
import { isUnderWay } from '../copying/run-words.ts';
import { useRequest } from '../copying/use-request.ts';
import { ShortfallItem } from './shortfall-item.tsx';

const page = 20;

/**
 * Folders of which something is missing that no single message tells: each with its reason and the next step. Nothing without any.
 * @param props.move what the button starts again; null shows none
 * @param props.heading deeper where it stands below another heading
 * @param props.isCurrent whether nothing is under way: else what was not looked into yet is no news
 */
export function Shortfalls(props: {
  readonly receipt: ReceiptView;
  readonly move: MoveView | null;
  readonly heading: 'h2' | 'h3';
  readonly isCurrent: boolean;
}): React.JSX.Element | null {
  const { receipt, move, heading: Heading, isCurrent } = props;
  const id = useId();
  const [limit, setLimit] = useState(page);
  const { missing, toCome } = receipt.tally;
  const count = missing.mailboxes + (isCurrent ? toCome.mailboxes : 0);
  if (count === 0) return null;
  const known = receipt.shortfalls.filter(({ reason }) => isCurrent || reason !== 'not-looked-into');
  const rest = known.length - limit;
  return (
    <section className="shortfalls" aria-labelledby={id}>
      <Heading id={id}>
        <FormattedMessage id="verification.shortfalls.title" values={{ count }} />
      </Heading>
      <p>
        <FormattedMessage id="verification.shortfalls.text" />
      </p>
      {known.length < count && (
        <p className="quiet">
          <FormattedMessage id="verification.shortfalls.first" values={{ shown: known.length }} />
        </p>
      )}
      <ul className="shortfalls__list">
        {known.slice(0, limit).map((shortfall, place) => (
          // One folder may fall short in several ways, and names made showable need not differ.
          <ShortfallItem
            key={`${String(place)} ${shortfall.mailbox}`}
            shortfall={shortfall}
            hosts={{ source: receipt.from.host, destination: receipt.to.host }}
          />
        ))}
      </ul>
      {rest > 0 && (
        <Button kind="quiet" icon="plus" onPress={() => setLimit(limit + page)}>
          <FormattedMessage id="verification.shortfalls.more" values={{ count: Math.min(page, rest) }} />
        </Button>
      )}
      {move && <TryAgain move={move} labelledBy={id} />}
    </section>
  );
}

function TryAgain(props: { readonly move: MoveView; readonly labelledBy: string }): React.JSX.Element {
  const { move, labelledBy } = props;
  const request = useRequest();
  return (
    <div className="shortfalls__actions">
      <Button
        kind="main"
        icon="refresh"
        aria-describedby={labelledBy}
        isBusy={request.isBusy}
        isDisabled={isUnderWay(move.run)}
        onPress={() => request.send(() => ask('startMove', { move: move.id }))}
      >
        <FormattedMessage id="verification.shortfalls.retry" />
      </Button>
      {request.problem && <ProblemNotice problem={request.problem} move={move.id} />}
    </div>
  );
}
