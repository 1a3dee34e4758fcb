import { FormattedMessage, useIntl } from 'react-intl';
import type { FolderTreeRowProps } from './folder-tree-row.tsx';
import { isolate } from './isolate.ts';
import { rowLabel } from './row-label.ts';

/** Whether a folder stays one of its own or is put together with another, as two buttons of which one is pressed. */
export function TogetherChoice({ row, partner, actions }: FolderTreeRowProps): React.JSX.Element | null {
  const intl = useIntl();
  if (partner === null || row.started) return null;
  const isTogether = row.mergeInto !== null;
  const name = isolate(rowLabel(intl, row));
  const other = isolate(rowLabel(intl, partner));
  const options = [
    { into: null, isPressed: !isTogether, id: 'folders.together.two' },
    { into: partner.source, isPressed: isTogether, id: 'folders.together.one' },
  ] as const;
  return (
    <span
      role="group"
      className="tree__choice"
      aria-label={intl.formatMessage({ id: 'folders.together.choice' }, { name, other })}
    >
      {options.map(({ into, isPressed, id }) => (
        <button
          key={id}
          type="button"
          tabIndex={-1}
          data-stop
          aria-pressed={isPressed}
          onClick={() => {
            if (!isPressed) actions.putTogether(row.source, into);
          }}
        >
          <FormattedMessage id={id} />
        </button>
      ))}
    </span>
  );
}
