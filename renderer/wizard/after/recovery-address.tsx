import { FormattedMessage } from 'react-intl';

const places = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** Where the old address is a user name or the way back in. */
export function RecoveryAddress(): React.JSX.Element {
  return (
    <>
      <p>
        <FormattedMessage id="after.recovery-address.text" />
      </p>
      <ul className="after-list">
        {places.map((place) => (
          <li key={place}>
            <FormattedMessage id={`after.recovery-address.item.${place}`} />
          </li>
        ))}
      </ul>
    </>
  );
}
