import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { ReceiptView } from '../../../shared/ipc/receipt-view.ts';
import { GoOnButton } from '../copying/go-on-button.tsx';
import { Certificate } from './certificate.tsx';
import { ExceptionGroups } from './exception-groups.tsx';
import { FolderTable } from './folder-table.tsx';
import { KeepReceipt } from './keep-receipt.tsx';
import { LeftBehind } from './left-behind.tsx';
import { Levels } from './levels.tsx';
import { Newcomers } from './newcomers.tsx';
import { Shortfalls } from './shortfalls.tsx';
import { sumUp } from './verdict.ts';

/**
 * Everything the receipt says.
 * @param props.isCurrent whether nothing is under way that changes it
 */
export function Proof(props: {
  readonly move: MoveView;
  readonly receipt: ReceiptView;
  readonly isCurrent: boolean;
}): React.JSX.Element {
  const { move, receipt, isCurrent } = props;
  const { verdict } = sumUp(receipt);
  return (
    <>
      {isCurrent && <Certificate receipt={receipt} />}
      {isCurrent && verdict === 'waiting' && <GoOnButton move={move} />}
      <Shortfalls receipt={receipt} move={move} heading="h2" isCurrent={isCurrent} />
      <Newcomers receipt={receipt} />
      {receipt.exceptionCount > 0 && <Exceptions move={move} receipt={receipt} />}
      <Levels move={move} receipt={receipt} />
      <FolderTable receipt={receipt} />
      <LeftBehind receipt={receipt} />
      {isCurrent && <KeepReceipt move={move.id} />}
    </>
  );
}

function Exceptions(props: { readonly move: MoveView; readonly receipt: ReceiptView }): React.JSX.Element {
  const { move, receipt } = props;
  return (
    <section className="exceptions-section" aria-labelledby="exceptions">
      <h2 id="exceptions">
        <FormattedMessage id="verification.exceptions.title" values={{ count: receipt.exceptionCount }} />
      </h2>
      <ExceptionGroups receipt={receipt} move={move} />
    </section>
  );
}
