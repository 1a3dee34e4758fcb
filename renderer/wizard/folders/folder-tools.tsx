import { FormattedMessage } from 'react-intl';
import { Button } from '../../components/button.tsx';

/** What can be done with all rows at once, and how many rows that is while something is looked for. */
export function FolderTools(props: {
  /** Null while nothing is looked for. */
  readonly found: number | null;
  /** Folders for which something else was chosen than what happens anyway. */
  readonly changes: number;
  readonly onTickAll: (include: boolean) => void;
  readonly onUndo: () => void;
}): React.JSX.Element {
  const { found, changes, onTickAll, onUndo } = props;
  const isFiltered = found !== null;
  return (
    <div className="folders__tools">
      <Button kind="quiet" onPress={() => onTickAll(true)}>
        <FormattedMessage id={isFiltered ? 'folders.allShown' : 'folders.all'} />
      </Button>
      <Button kind="quiet" onPress={() => onTickAll(false)}>
        <FormattedMessage id={isFiltered ? 'folders.nothingShown' : 'folders.nothing'} />
      </Button>
      {changes > 0 && (
        <Button kind="quiet" icon="back" onPress={onUndo}>
          <FormattedMessage id="folders.undo" values={{ count: changes }} />
        </Button>
      )}
      <p className="folders__found quiet" role="status">
        {isFiltered && <FormattedMessage id="folders.filter.found" values={{ found }} />}
      </p>
    </div>
  );
}
