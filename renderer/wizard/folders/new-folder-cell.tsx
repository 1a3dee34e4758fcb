import { FormattedMessage, useIntl } from 'react-intl';
import { Icon } from '../../components/icon.tsx';
import type { FolderTreeRowProps } from './folder-tree-row.tsx';
import { isolate } from './isolate.ts';
import { NameEditor } from './name-editor.tsx';
import { RowNotes } from './row-notes.tsx';
import { rowLabel } from './row-label.ts';
import { canBeRenamed } from './use-folder-actions.ts';

/** Where a folder goes, why it is called so there, and how to call it otherwise; or why it stays. */
export function NewFolderCell(props: FolderTreeRowProps): React.JSX.Element {
  const { row, isTicked, isRenaming, delimiter } = props;
  if (isTicked && isRenaming) return <NameEditor {...props} />;
  if (!isTicked) {
    return (
      <span role="gridcell" className="tree__new tree__stays">
        <FormattedMessage id={`folders.left.${row.leftOut ?? 'excluded'}`} />
      </span>
    );
  }
  return (
    <span role="gridcell" className="tree__new">
      <span className="tree__goes">
        <Icon name="arrow" />
        <span className="visually-hidden">
          <FormattedMessage id="folders.row.goesTo" />
        </span>
        <NewName name={row.destinationName} delimiter={delimiter} />
        <RenameButton {...props} />
      </span>
      <RowNotes {...props} />
    </span>
  );
}

/** The last part of a name counts; what it is in stands before it, quieter. */
function NewName(props: { readonly name: string; readonly delimiter: string | null }): React.JSX.Element {
  const { name, delimiter } = props;
  const cut = delimiter === null || delimiter === '' ? 0 : name.lastIndexOf(delimiter) + 1;
  return (
    <bdi className="tree__target foreign">
      {cut > 0 && <span className="tree__path">{name.slice(0, cut)}</span>}
      {cut < name.length ? name.slice(cut) : name}
    </bdi>
  );
}

function RenameButton({ row, isTicked, actions }: FolderTreeRowProps): React.JSX.Element | null {
  const intl = useIntl();
  if (!canBeRenamed(row, isTicked)) return row.started ? <Icon name="lock" /> : null;
  const label = intl.formatMessage({ id: 'folders.row.rename.of' }, { name: isolate(rowLabel(intl, row)) });
  return (
    <button
      type="button"
      className="tree__rename"
      tabIndex={-1}
      data-stop
      aria-label={label}
      title={intl.formatMessage({ id: 'folders.row.rename' })}
      onClick={() => actions.startRenaming(row)}
    >
      <Icon name="draft" />
    </button>
  );
}
