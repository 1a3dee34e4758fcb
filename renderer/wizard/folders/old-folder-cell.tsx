import { FormattedMessage, useIntl } from 'react-intl';
import { Foreign } from '../../components/foreign.tsx';
import { Icon } from '../../components/icon.tsx';
import type { FolderTreeRowProps } from './folder-tree-row.tsx';
import { isolate } from './isolate.ts';
import { roleIcon } from './role-icon.ts';
import { rowLabel } from './row-label.ts';

/** The name of an old folder at its depth, with what opens and closes it. */
export function OldFolderCell({ row, place, index, isOpen, actions }: FolderTreeRowProps): React.JSX.Element {
  const intl = useIntl();
  const name = rowLabel(intl, row);
  const label = intl.formatMessage(
    { id: isOpen === true ? 'folders.row.close' : 'folders.row.open' },
    { name: isolate(name) },
  );
  // Deeper levels are told by aria-level; a screen is only so wide.
  const style = { '--level': String(Math.min(place.level - 1, 8)) } as React.CSSProperties;
  return (
    <span role="gridcell" className="tree__old" style={style}>
      {isOpen === null ? (
        <span className="tree__leaf" />
      ) : (
        <button
          type="button"
          tabIndex={-1}
          className={isOpen ? 'tree__open tree__open--open' : 'tree__open'}
          aria-label={label}
          onClick={() => actions.toggleOpen(row.source)}
        >
          <Icon name="chevron" />
        </button>
      )}
      <Icon name={roleIcon(row.role)} />
      <span className="tree__name">
        <Foreign text={name} />
        {row.role !== null && row.label.toLowerCase() !== name.toLowerCase() && (
          <span className="tree__called">
            <Foreign text={row.label} />
          </span>
        )}
        {isOpen === false && (
          <span className="tree__called">
            <FormattedMessage id="folders.row.inside" values={{ count: place.end - index - 1 }} />
          </span>
        )}
      </span>
    </span>
  );
}
