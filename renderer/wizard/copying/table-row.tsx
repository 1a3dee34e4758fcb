import { memo } from 'react';
import { FormattedMessage, FormattedNumber } from 'react-intl';
import type { MailboxRow } from '../../../shared/ipc/run-view.ts';
import { FolderPath } from '../../components/folder-path.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';

const icons: Readonly<Record<MailboxRow['phase'] | 'given-up', IconName>> = {
  waiting: 'clock',
  indexing: 'search',
  comparing: 'search',
  copying: 'arrow',
  verifying: 'eye',
  done: 'check',
  'given-up': 'note',
};

/** One folder. Drawn again only when it changed. */
export const TableRow = memo(function TableRow(props: {
  readonly row: MailboxRow;
  /** Its place in the whole table, beginning at 1. */
  readonly position: number;
  readonly sample: React.Ref<HTMLDivElement>;
}): React.JSX.Element {
  const { row, position, sample } = props;
  // Done with for now, and yet not done.
  const state = row.isGivenUp ? 'given-up' : row.phase;
  return (
    <div role="row" aria-rowindex={position} className="run-table__row" data-phase={state} ref={sample}>
      <span role="rowheader" className="run-table__cell run-table__cell--folder" title={row.from}>
        <FolderPath text={row.from} />
        {row.to !== row.from && (
          <span className="run-table__to">
            <FormattedMessage id="copying.row.renamed" values={{ name: <FolderPath text={row.to} /> }} />
          </span>
        )}
      </span>
      <span role="cell" className="run-table__cell run-table__cell--state">
        <Icon name={icons[state]} />
        <FormattedMessage id={`copying.row.${state}`} />
      </span>
      <span role="cell" className="run-table__cell run-table__cell--done">
        <FormattedMessage id="copying.row.count" values={{ done: row.done, total: row.total }} />
      </span>
      <Exceptional count={row.skipped} kind="skipped" />
      <Exceptional count={row.failed} kind="failed" />
    </div>
  );
});

/**
 * A number that is mostly nought: then nothing is shown, so that the others are seen. Where the columns have no headings, it brings
 * its words.
 */
function Exceptional(props: { readonly count: number; readonly kind: 'skipped' | 'failed' }): React.JSX.Element {
  const { count, kind } = props;
  return (
    <span role="cell" className={`run-table__cell run-table__cell--${kind}`}>
      {count > 0 && (
        <>
          <span className="run-table__plain">
            <FormattedNumber value={count} />
          </span>
          <span className="run-table__words">
            <FormattedMessage id={`copying.row.${kind}`} values={{ count }} />
          </span>
        </>
      )}
    </span>
  );
}
