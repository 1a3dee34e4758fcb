import { useId, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { ReceiptView } from '../../../shared/ipc/receipt-view.ts';
import { Button } from '../../components/button.tsx';
import { ServerWords } from '../../components/server-words.tsx';
import { ExceptionActions } from './exception-actions.tsx';
import { ExceptionItem } from './exception-item.tsx';
import { isUnderWay } from '../copying/run-words.ts';
import { sideOf, type ExceptionGroup } from './group-exceptions.ts';
import { TreatmentChoice } from './treatment-choice.tsx';

const page = 20;

/** Messages with the same reason: what that means, what can be done, and each of them. */
export function ExceptionGroupView(props: {
  readonly group: ExceptionGroup;
  readonly move: MoveView | null;
  readonly hosts: { readonly from: string; readonly to: string };
  readonly treatments: ReceiptView['treatments'];
}): React.JSX.Element {
  const { group, move, hosts, treatments } = props;
  const id = useId();
  const [limit, setLimit] = useState(page);
  const { reason, messages, serverText, flaw } = group;
  const host = sideOf(reason) === 'source' ? hosts.from : hosts.to;
  const rest = messages.length - limit;
  return (
    <section className={`exception-group exception-group--${reason}`} aria-labelledby={id}>
      <div className="exception-group__head">
        <h3 id={id}>
          <FormattedMessage id={`verification.group.${reason}`} />
        </h3>
        <span className="quiet">
          <FormattedMessage id="verification.group.count" values={{ count: messages.length }} />
        </span>
      </div>
      <p>
        <FormattedMessage id={`verification.group.${reason}.text`} />
      </p>
      {serverText !== null && <ServerWords host={host} text={serverText} />}
      {move && flaw !== null && (
        <TreatmentChoice
          key={flaw}
          move={move.id}
          flaw={flaw}
          chosen={treatments[flaw] ?? 'leave'}
          isDisabled={isUnderWay(move.run)}
        />
      )}
      {move && <ExceptionActions group={group} move={move} labelledBy={id} />}
      <ul className="exception-list">
        {messages.slice(0, limit).map((message) => (
          <ExceptionItem
            key={`${message.source} ${String(message.uid)}`}
            message={message}
            host={serverText === null ? host : null}
          />
        ))}
      </ul>
      {rest > 0 && (
        <Button kind="quiet" icon="plus" onPress={() => setLimit(limit + page)}>
          <FormattedMessage id="verification.group.more" values={{ count: Math.min(page, rest) }} />
        </Button>
      )}
    </section>
  );
}
