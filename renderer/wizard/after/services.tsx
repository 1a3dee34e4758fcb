import { FormattedMessage, useIntl } from 'react-intl';
import { CopyText } from './copy-text.tsx';

const tips = ['1', '2', '3', '4', '5'] as const;

/** How to find the services that still write to the old address. */
export function Services(): React.JSX.Element {
  const intl = useIntl();
  return (
    <>
      <p>
        <FormattedMessage id="after.services.text" />
      </p>
      <CopyText
        label={intl.formatMessage({ id: 'after.services.words.label' })}
        text={intl.formatMessage({ id: 'after.services.words' })}
      />
      <ul className="after-list">
        {tips.map((tip) => (
          <li key={tip}>
            <FormattedMessage id={`after.services.tip.${tip}`} />
          </li>
        ))}
      </ul>
    </>
  );
}
