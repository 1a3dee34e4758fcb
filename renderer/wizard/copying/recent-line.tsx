import { FormattedMessage, useIntl } from 'react-intl';
import { recentDays } from '../../../shared/ipc/estimate-view.ts';
import type { RunView } from '../../../shared/ipc/run-view.ts';
import { Icon } from '../../components/icon.tsx';
import { LiveText } from '../../components/live-text.tsx';
import { useQuantities } from '../../use-quantities.ts';

/** Where recent mail goes first: how far that is, and then since when it is there. The latter is said aloud once, too. */
export function RecentLine({ recent }: { readonly recent: RunView['recent'] }): React.JSX.Element {
  const intl = useIntl();
  const { moment } = useQuantities();
  const days = recentDays;
  const isThere = recent?.kind === 'there';
  const there = isThere ? intl.formatMessage({ id: 'copying.recent.there' }, { days, at: moment(recent.at) }) : '';
  return (
    <>
      {recent && (
        <p className="run__recent">
          <Icon name={isThere ? 'check' : 'calendar'} />
          <span>
            {recent.kind === 'there' ? (
              there
            ) : (
              <FormattedMessage
                id={recent.isCounted ? 'copying.recent.copying' : 'copying.recent.counting'}
                values={{ days, done: recent.done, total: recent.total }}
              />
            )}
          </span>
        </p>
      )}
      <LiveText text={there} />
    </>
  );
}
