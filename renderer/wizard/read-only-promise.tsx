import { FormattedMessage } from 'react-intl';
import { Icon } from '../components/icon.tsx';

/** Said on every screen that touches the old mailbox. */
export function ReadOnlyPromise(): React.JSX.Element {
  return (
    <p className="promise-line">
      <Icon name="shield" />
      <span>
        <FormattedMessage id="frame.promise" />
      </span>
    </p>
  );
}
