import { useId, useMemo, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { MailboxRow } from '../../../shared/ipc/run-view.ts';
import { Switch } from '../../components/switch.tsx';
import { TableRow } from './table-row.tsx';
import { useRowWindow } from './use-row-window.ts';

const columns = ['folder', 'state', 'done', 'skipped', 'failed'] as const;

/** Every folder with its state, in the order they are copied. Only the rows in sight are in the page. */
export function MailboxTable({ rows }: { readonly rows: readonly MailboxRow[] }): React.JSX.Element {
  const id = useId();
  const [isOnlyOpen, setIsOnlyOpen] = useState(false);
  const shown = useMemo(
    () => (isOnlyOpen ? rows.filter(({ phase, isGivenUp }) => phase !== 'done' || isGivenUp) : rows),
    [rows, isOnlyOpen],
  );
  return (
    <section className="run-table" aria-labelledby={id}>
      <div className="run-table__head">
        <h2 id={id}>
          <FormattedMessage id="copying.table.title" />
        </h2>
        <p className="quiet">
          <FormattedMessage id="copying.table.count" values={{ shown: shown.length, total: rows.length }} />
        </p>
        <div className="run-table__filter">
          <Switch isSelected={isOnlyOpen} onChange={setIsOnlyOpen}>
            <FormattedMessage id="copying.table.unfinished" />
          </Switch>
        </div>
      </div>
      {shown.length === 0 ? (
        <p className="quiet">
          <FormattedMessage id={rows.length === 0 ? 'copying.table.empty' : 'copying.table.allDone'} />
        </p>
      ) : (
        <Rows rows={shown} />
      )}
    </section>
  );
}

/**
 * A table in roles instead of elements: its rows stand at computed heights, and become small cards in a narrow window, either of
 * which would take a real table's meaning away.
 */
function Rows({ rows }: { readonly rows: readonly MailboxRow[] }): React.JSX.Element {
  const intl = useIntl();
  const { frame, sample, onScroll, rowHeight, start, end } = useRowWindow(rows.length);
  const label = intl.formatMessage({ id: 'copying.table.label' });
  return (
    <div className="run-table__frame" ref={frame} onScroll={onScroll} role="group" aria-label={label}>
      <div role="table" aria-label={label} aria-rowcount={rows.length + 1}>
        <div role="rowgroup" className="run-table__columns">
          <div role="row" aria-rowindex={1} className="run-table__row">
            {columns.map((column) => (
              <span key={column} role="columnheader" className={`run-table__cell run-table__cell--${column}`}>
                <FormattedMessage id={`copying.table.${column}`} />
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="run-table__rows" style={{ blockSize: `${String(rows.length * rowHeight)}px` }}>
          <div role="presentation" style={{ transform: `translateY(${String(start * rowHeight)}px)` }}>
            {rows.slice(start, end).map((row, place) => (
              <TableRow key={row.index} row={row} position={start + place + 2} sample={place === 0 ? sample : null} />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}
