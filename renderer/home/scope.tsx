import { FormattedMessage } from 'react-intl';
import { Icon } from '../components/icon.tsx';

const copied = ['folders', 'messages', 'marks', 'dates'] as const;
const left = ['contacts', 'filters', 'encrypted'] as const;

/** What a move brings along, what it cannot, and what it needs. */
export function Scope(): React.JSX.Element {
  return (
    <section className="scope card" aria-labelledby="scope">
      <h2 id="scope">
        <FormattedMessage id="home.scope.title" />
      </h2>
      <div className="scope__columns">
        <div>
          <h3>
            <FormattedMessage id="home.scope.copied" />
          </h3>
          <ul className="scope__list scope__list--copied">
            {copied.map((name) => (
              <li key={name}>
                <Icon name="check" />
                <FormattedMessage id={`home.scope.copied.${name}`} />
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h3>
            <FormattedMessage id="home.scope.left" />
          </h3>
          <ul className="scope__list">
            {left.map((name) => (
              <li key={name}>
                <Icon name="minus" />
                <FormattedMessage id={`home.scope.left.${name}`} />
              </li>
            ))}
          </ul>
        </div>
      </div>
      <p className="scope__needs">
        <Icon name="clock" />
        <FormattedMessage id="home.scope.needs" />
      </p>
    </section>
  );
}
