import { FormattedMessage } from 'react-intl';
import type { ProgressView } from '../../../shared/ipc/run-view.ts';
import { Foreign } from '../../components/foreign.tsx';
import { Icon } from '../../components/icon.tsx';

/** Folders worked on now, and those finished last. */
export function FolderLists(props: {
  readonly progress: ProgressView;
  /** Whether it moves now: else nothing is worked on. */
  readonly isMoving: boolean;
}): React.JSX.Element | null {
  const { recent } = props.progress;
  const current = props.isMoving ? props.progress.current : [];
  if (current.length + recent.length === 0) return null;
  return (
    <dl className="run__folders">
      <Names id="copying.current" names={current} icon="folder" />
      <Names id="copying.recent" names={recent} icon="check" />
    </dl>
  );
}

function Names(props: {
  readonly id: 'copying.current' | 'copying.recent';
  readonly names: readonly string[];
  readonly icon: 'folder' | 'check';
}): React.JSX.Element | null {
  const { id, names, icon } = props;
  if (names.length === 0) return null;
  return (
    <div>
      <dt>
        <FormattedMessage id={id} />
      </dt>
      {names.map((name, place) => (
        // Two folders may look the same once their names are made showable.
        <dd key={`${String(place)} ${name}`}>
          <Icon name={icon} />
          <Foreign text={name} />
        </dd>
      ))}
    </div>
  );
}
