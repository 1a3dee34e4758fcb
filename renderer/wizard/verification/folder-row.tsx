import { FormattedMessage, FormattedNumber } from 'react-intl';
import { FolderPath } from '../../components/folder-path.tsx';
import { differenceOf, type ReceiptMailboxView, type Remark } from './remarks.ts';
import { RemarkText } from './remark-text.tsx';
import { arrivedOf } from './verdict.ts';

/** One folder of the receipt. In a narrow window each number brings its own label. */
export function FolderRow(props: {
  readonly mailbox: ReceiptMailboxView;
  readonly remarks: readonly Remark[];
}): React.JSX.Element {
  const { mailbox, remarks } = props;
  const difference = differenceOf(mailbox);
  return (
    <div role="row" className="receipt-table__row">
      <span role="rowheader" className="receipt-table__cell receipt-table__cell--from">
        <FolderPath text={mailbox.from} />
      </span>
      <span role="cell" className="receipt-table__cell receipt-table__cell--to">
        <FolderPath text={mailbox.to} />
      </span>
      <NumberCell column="messages" value={mailbox.messages} />
      <NumberCell column="arrived" value={arrivedOf(mailbox)} />
      <span role="cell" className="receipt-table__cell receipt-table__cell--difference">
        <Label column="difference" />
        {difference === 0 ? <FormattedMessage id="verification.table.none" /> : <FormattedNumber value={-difference} />}
      </span>
      <span role="cell" className="receipt-table__cell receipt-table__cell--remarks">
        {remarks.map((remark) => (
          <RemarkText key={JSON.stringify(remark)} remark={remark} />
        ))}
      </span>
    </div>
  );
}

function NumberCell(props: { readonly column: 'messages' | 'arrived'; readonly value: number }): React.JSX.Element {
  const { column, value } = props;
  return (
    <span role="cell" className={`receipt-table__cell receipt-table__cell--${column}`}>
      <Label column={column} />
      <FormattedNumber value={value} />
    </span>
  );
}

/** Seen only where the columns have no headings; a screen reader has those anyway. */
function Label({ column }: { readonly column: 'messages' | 'arrived' | 'difference' }): React.JSX.Element {
  return (
    <span className="receipt-table__label" aria-hidden="true">
      <FormattedMessage id={`verification.table.${column}`} />
    </span>
  );
}
