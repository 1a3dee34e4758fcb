import { FormattedMessage } from 'react-intl';
import type { ProgressView } from '../../../shared/ipc/run-view.ts';
import { Icon } from '../../components/icon.tsx';
import { useQuantities } from '../../use-quantities.ts';

/** Bytes and folders in one quiet line, and what did not go along in another. */
export function RunFacts({ progress }: { readonly progress: ProgressView }): React.JSX.Element {
  const { failed, skipped, givenUp, mailboxes } = progress;
  return (
    <ul className="run__facts">
      <li>
        <Bytes bytes={progress.bytes} />
      </li>
      {mailboxes.total > 0 && (
        <li>
          <FormattedMessage id="copying.folders" values={mailboxes} />
        </li>
      )}
      {skipped > 0 && (
        <li>
          <FormattedMessage id="copying.skipped" values={{ count: skipped }} />
        </li>
      )}
      {failed > 0 && (
        <li className="run__failed">
          <Icon name="note" />
          <FormattedMessage id="copying.failed" values={{ count: failed }} />
        </li>
      )}
      {givenUp > 0 && (
        <li className="run__failed">
          <Icon name="note" />
          <FormattedMessage id="copying.givenUp" values={{ count: givenUp }} />
        </li>
      )}
    </ul>
  );
}

function Bytes({ bytes }: { readonly bytes: ProgressView['bytes'] }): React.JSX.Element {
  const quantities = useQuantities();
  const done = quantities.bytes(bytes.done);
  if (bytes.total === null) return <FormattedMessage id="copying.bytes.open" values={{ done }} />;
  return <FormattedMessage id="copying.bytes" values={{ done, total: quantities.bytes(bytes.total) }} />;
}
