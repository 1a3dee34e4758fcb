import { useIntl } from 'react-intl';
import { Icon } from '../../components/icon.tsx';
import { canBeTicked } from './change-include.ts';
import type { FolderTreeRowProps } from './folder-tree-row.tsx';
import { isolate } from './isolate.ts';
import { rowLabel } from './row-label.ts';

/** The tick of a row. Reached by arrow keys, not by Tab: the tree is one stop. */
export function TickCell({ row, index, isTicked, actions }: FolderTreeRowProps): React.JSX.Element {
  const intl = useIntl();
  return (
    <span role="gridcell" className="tree__tick">
      {canBeTicked(row) && (
        <label className="tick">
          <input
            type="checkbox"
            tabIndex={-1}
            data-stop
            checked={isTicked}
            aria-label={intl.formatMessage({ id: 'folders.row.include' }, { name: isolate(rowLabel(intl, row)) })}
            onChange={() => actions.tick(index)}
          />
          <span className="tick__box" aria-hidden="true">
            <Icon name="check" />
          </span>
        </label>
      )}
    </span>
  );
}
