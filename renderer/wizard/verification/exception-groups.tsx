import { useMemo } from 'react';
import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { ReceiptView } from '../../../shared/ipc/receipt-view.ts';
import { ExceptionGroupView } from './exception-group-view.tsx';
import { groupExceptions } from './group-exceptions.ts';

/**
 * Every message that is not there as it was, by reason.
 * @param props.move what buttons act on; null shows none
 */
export function ExceptionGroups(props: {
  readonly receipt: ReceiptView;
  readonly move: MoveView | null;
}): React.JSX.Element {
  const { receipt, move } = props;
  const groups = useMemo(() => groupExceptions(receipt.exceptions), [receipt]);
  const shown = receipt.exceptions.length;
  return (
    <div className="exception-groups">
      {shown < receipt.exceptionCount && (
        <p className="quiet">
          <FormattedMessage id="verification.exceptions.first" values={{ shown }} />
        </p>
      )}
      {groups.map((group) => (
        <ExceptionGroupView
          key={group.reason}
          group={group}
          move={move}
          hosts={{ from: receipt.from.host, to: receipt.to.host }}
          treatments={receipt.treatments}
        />
      ))}
    </div>
  );
}
