import { FormattedMessage } from 'react-intl';

/** The names of the columns; stay in sight. */
export function FolderTreeHead(): React.JSX.Element {
  return (
    <div role="rowgroup" className="tree__head">
      <div role="row" className="tree__row tree__row--head" aria-rowindex={1}>
        <span role="columnheader" className="tree__tick">
          <span className="visually-hidden">
            <FormattedMessage id="folders.column.include" />
          </span>
        </span>
        <span role="columnheader" className="tree__old">
          <FormattedMessage id="folders.column.old" />
        </span>
        <span role="columnheader" className="tree__messages">
          <FormattedMessage id="folders.column.messages" />
        </span>
        <span role="columnheader" className="tree__size">
          <FormattedMessage id="folders.column.size" />
        </span>
        <span role="columnheader" className="tree__new">
          <FormattedMessage id="folders.column.new" />
        </span>
      </div>
    </div>
  );
}
