import { useMemo, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { ReceiptView } from '../../../shared/ipc/receipt-view.ts';
import { Button } from '../../components/button.tsx';
import { Switch } from '../../components/switch.tsx';
import { FolderRow } from './folder-row.tsx';
import { remarksOf } from './remarks.ts';

const page = 100;
const columns = ['from', 'to', 'messages', 'arrived', 'difference', 'remarks'] as const;

/** Folder by folder: both names, both numbers, and why they differ. A hundred at a time. */
export function FolderTable({ receipt }: { readonly receipt: ReceiptView }): React.JSX.Element {
  const [isOnlyRemarked, setIsOnlyRemarked] = useState(false);
  const [limit, setLimit] = useState(page);
  const rows = useMemo(
    () => receipt.mailboxes.map((mailbox) => ({ mailbox, remarks: remarksOf(mailbox, receipt.skippedBy) })),
    [receipt],
  );
  const chosen = isOnlyRemarked ? rows.filter(({ remarks }) => remarks.length > 0) : rows;
  const shown = chosen.slice(0, limit);
  return (
    <section className="receipt-table" aria-labelledby="receipt-table">
      <div className="receipt-table__head">
        <h2 id="receipt-table">
          <FormattedMessage id="verification.table.title" />
        </h2>
        <p className="quiet">
          <FormattedMessage id="verification.table.shown" values={{ shown: shown.length, total: rows.length }} />
        </p>
        <div className="receipt-table__filter">
          <Switch isSelected={isOnlyRemarked} onChange={setIsOnlyRemarked}>
            <FormattedMessage id="verification.table.onlyDifferent" />
          </Switch>
        </div>
      </div>
      {chosen.length === 0 ? (
        <p className="quiet">
          <FormattedMessage id="verification.table.noneDifferent" />
        </p>
      ) : (
        <div
          className="receipt-table__frame"
          role="table"
          aria-labelledby="receipt-table"
          aria-rowcount={chosen.length + 1}
        >
          <div role="rowgroup">
            <div role="row" className="receipt-table__row receipt-table__row--head">
              {columns.map((column) => (
                <span key={column} role="columnheader" className={`receipt-table__cell receipt-table__cell--${column}`}>
                  <FormattedMessage id={`verification.table.${column}`} />
                </span>
              ))}
            </div>
          </div>
          <div role="rowgroup">
            {shown.map(({ mailbox, remarks }) => (
              <FolderRow key={mailbox.source} mailbox={mailbox} remarks={remarks} />
            ))}
          </div>
        </div>
      )}
      {chosen.length > shown.length && (
        <Button icon="plus" onPress={() => setLimit(limit + page)}>
          <FormattedMessage
            id="verification.table.more"
            values={{ count: Math.min(page, chosen.length - shown.length) }}
          />
        </Button>
      )}
    </section>
  );
}
