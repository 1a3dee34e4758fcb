import { FormattedMessage } from 'react-intl';
import { Icon, type IconName } from '../components/icon.tsx';

const promises: readonly { readonly icon: IconName; readonly name: 'read' | 'once' | 'direct' }[] = [
  { icon: 'eye', name: 'read' },
  { icon: 'check', name: 'once' },
  { icon: 'arrow', name: 'direct' },
];

/** The three sentences that take the fear away. */
export function Promises(): React.JSX.Element {
  return (
    <ul className="promises">
      {promises.map(({ icon, name }) => (
        <li key={name}>
          <Icon name={icon} />
          <strong>
            <FormattedMessage id={`home.promise.${name}.title`} />
          </strong>
          <span>
            <FormattedMessage id={`home.promise.${name}.text`} />
          </span>
        </li>
      ))}
    </ul>
  );
}
