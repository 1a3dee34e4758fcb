import { FormattedMessage } from 'react-intl';
import type { RunView } from '../../../shared/ipc/run-view.ts';
import { Icon } from '../../components/icon.tsx';
import { useQuantities } from '../../use-quantities.ts';

/** What happened on the way and is over: a restart, a sleep. Nothing to do about either. */
export function RunNotes({ run }: { readonly run: RunView }): React.JSX.Element | null {
  const quantities = useQuantities();
  if (!run.continuedAfterRestart && !run.slept) return null;
  return (
    <ul className="run-notes">
      {run.continuedAfterRestart && (
        <li>
          <Icon name="refresh" />
          <FormattedMessage id="copying.note.checkedAgain" values={{ count: run.progress?.checkedAgain ?? 0 }} />
        </li>
      )}
      {run.slept && (
        <li>
          <Icon name="moon" />
          <FormattedMessage
            id="copying.note.slept"
            values={{ from: quantities.moment(run.slept.from), to: quantities.moment(run.slept.to) }}
          />
        </li>
      )}
    </ul>
  );
}
