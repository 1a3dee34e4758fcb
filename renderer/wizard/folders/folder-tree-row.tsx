import { memo, useLayoutEffect, useRef } from 'react';
import { useIntl } from 'react-intl';
import type { FolderRow } from '../../../shared/ipc/folders-view.ts';
import { useQuantities } from '../../use-quantities.ts';
import { canBeTicked } from './change-include.ts';
import { NewFolderCell } from './new-folder-cell.tsx';
import { OldFolderCell } from './old-folder-cell.tsx';
import { TickCell } from './tick-cell.tsx';
import type { TreePlace } from './tree-places.ts';
import type { FolderActions } from './use-folder-actions.ts';

/** One row of the tree. */
export interface FolderTreeRowProps {
  readonly row: FolderRow;
  readonly place: TreePlace;
  /** In the whole table. */
  readonly index: number;
  /** Among the rows shown. */
  readonly position: number;
  /** Pixels above it. */
  readonly top: number;
  /** Whether Tab comes here. */
  readonly isActive: boolean;
  /** Null: nothing is inside. */
  readonly isOpen: boolean | null;
  readonly isTicked: boolean;
  /** The name the person chose last, if they did. */
  readonly wanted: string | null;
  /** The name the person had chosen when main gave this row. */
  readonly answered: string | null;
  readonly isRenaming: boolean;
  /** The folder it would have become one with. */
  readonly namesake: FolderRow | null;
  /** The folder it is together with, was to be, or could be since that one has its name. */
  readonly partner: FolderRow | null;
  readonly delimiter: string | null;
  readonly actions: FolderActions;
  readonly watch: (key: string, element: Element) => () => void;
}

/** One old folder, how much is in it, and where it goes. Drawn again only when something of it changes. */
export const FolderTreeRow = memo(function FolderTreeRow(props: FolderTreeRowProps): React.JSX.Element {
  const { row, place, position, top, isActive, isOpen, isTicked, watch } = props;
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => (element.current ? watch(row.source, element.current) : undefined), [watch, row.source]);
  return (
    <div
      ref={element}
      role="row"
      className={isTicked ? 'tree__row' : 'tree__row tree__row--out'}
      style={{ transform: `translateY(${String(top)}px)` }}
      data-position={position}
      tabIndex={isActive ? 0 : -1}
      aria-rowindex={position + 2}
      aria-level={place.level}
      aria-posinset={place.position}
      aria-setsize={place.siblings}
      {...(canBeTicked(row) ? { 'aria-selected': isTicked } : {})}
      {...(isOpen === null ? {} : { 'aria-expanded': isOpen })}
    >
      <TickCell {...props} />
      <OldFolderCell {...props} />
      <AmountCells row={row} />
      <NewFolderCell {...props} />
    </div>
  );
});

function AmountCells({ row }: { readonly row: FolderRow }): React.JSX.Element {
  const intl = useIntl();
  const { bytes, number } = useQuantities();
  const holds = row.leftOut !== 'not-selectable' && !row.unopened;
  const size = row.bytes === null ? intl.formatMessage({ id: 'folders.row.sizeUnknown' }) : bytes(row.bytes);
  return (
    <>
      <span role="gridcell" className="tree__messages">
        {row.unopened && intl.formatMessage({ id: 'folders.row.unopened' })}
        {holds && number(row.messages)}
        {holds && (
          <span className="tree__unit" aria-hidden="true">
            {intl.formatMessage({ id: 'folders.row.unit' }, { count: row.messages })}
          </span>
        )}
      </span>
      <span role="gridcell" className="tree__size">
        {holds && size}
      </span>
    </>
  );
}
