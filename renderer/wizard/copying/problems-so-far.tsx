import { useId, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../components/button.tsx';
import { useQuantities } from '../../use-quantities.ts';
import { ExceptionGroups } from '../verification/exception-groups.tsx';
import { Shortfalls } from '../verification/shortfalls.tsx';
import { useReceipt } from '../verification/use-receipt.ts';

/** The messages and folders that could not be copied, on demand: reading them takes a moment, and they rarely change. */
export function ProblemsSoFar(props: { readonly move: string; readonly count: number }): React.JSX.Element | null {
  const { move, count } = props;
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  if (count === 0 && !isOpen) return null;
  return (
    <div className="run-problems">
      <Button icon="note" aria-expanded={isOpen} onPress={() => setIsOpen(!isOpen)}>
        <FormattedMessage id={isOpen ? 'copying.problems.hide' : 'copying.problems.show'} values={{ count }} />
      </Button>
      {isOpen && (
        <section className="card run-problems__list" aria-labelledby={id}>
          <h2 id={id}>
            <FormattedMessage id="copying.problems.title" />
          </h2>
          <List move={move} />
        </section>
      )}
    </div>
  );
}

function List({ move }: { readonly move: string }): React.JSX.Element {
  const quantities = useQuantities();
  const { receipt, isUnread, isBusy, look } = useReceipt(move, '');
  return (
    <>
      <div className="run-problems__head">
        {receipt && (
          <span className="quiet">
            <FormattedMessage id="copying.problems.at" values={{ at: quantities.moment(receipt.createdAt) }} />
          </span>
        )}
        <Button kind="quiet" icon="refresh" isBusy={isBusy} onPress={look}>
          <FormattedMessage id="copying.problems.refresh" />
        </Button>
      </div>
      {isUnread && (
        <p role="alert">
          <FormattedMessage id="copying.problems.unread" />
        </p>
      )}
      {receipt?.exceptionCount === 0 && receipt.tally.missing.mailboxes === 0 && (
        <p>
          <FormattedMessage id="copying.problems.none" />
        </p>
      )}
      {receipt && <Shortfalls receipt={receipt} move={null} heading="h3" isCurrent={false} />}
      {receipt && <ExceptionGroups receipt={receipt} move={null} />}
    </>
  );
}
