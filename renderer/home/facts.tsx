import { FormattedMessage, useIntl } from 'react-intl';
import { useFacts } from '../use-facts.ts';

/** Which Homing this is, and how old its list of providers. */
export function Facts({ directoryDate }: { readonly directoryDate: string }): React.JSX.Element {
  const facts = useFacts();
  // The day is one of the calendar, wherever this computer is: midnight UTC, shown in UTC.
  const day = useIntl().formatDate(`${directoryDate}T00:00:00Z`, { dateStyle: 'long', timeZone: 'UTC' });
  return (
    <footer className="facts">
      <p>
        <FormattedMessage id="home.privacy" />
      </p>
      <p>
        {facts && (
          <span>
            <FormattedMessage id="app.version" values={{ version: facts.version }} />
          </span>
        )}
        <span>
          <FormattedMessage id="home.directory" values={{ day }} />
        </span>
      </p>
    </footer>
  );
}
