import { FormattedMessage, useIntl } from 'react-intl';
import type { HostView } from '../../../shared/ipc/hosts-view.ts';
import { continentOf, continents, type Continent } from './continents.ts';
import { notKnown, wishValues } from './host-wishes.ts';
import { usePlaceNames } from './use-place-names.ts';

interface Place {
  /** ISO 3166-1 alpha-2, or {@link notKnown}. */
  readonly code: string;
  readonly name: string;
  readonly count: number;
}

/** Hosts as dots, by country and continent. A press on a country shows its hosts, and another all of them again. */
export function HostWorld(props: {
  readonly hosts: readonly HostView[];
  readonly chosen: string;
  readonly onChoose: (country: string) => void;
}): React.JSX.Element | null {
  const { hosts, ...choosing } = props;
  const intl = useIntl();
  const names = usePlaceNames();
  const places = wishValues(hosts, 'country').map(({ value, count }) => ({
    code: value,
    count,
    name: value === notKnown ? intl.formatMessage({ id: 'hosts.world.unknown' }) : names.country(value),
  }));
  if (places.length === 0) return null;
  const within = (continent: Continent | null): readonly Place[] =>
    places
      .filter(({ code }) => continentOf(code) === continent)
      .toSorted((one, other) => names.compare(one.name, other.name));
  return (
    <section className="world" aria-labelledby="hosts-world">
      <h3 id="hosts-world">
        <FormattedMessage id="hosts.world.title" />
      </h3>
      <p className="quiet">
        <FormattedMessage id="hosts.world.text" />
      </p>
      <ul className="world__continents">
        {continents.map((continent) => (
          <li key={continent} className="world__continent">
            <h4>
              <FormattedMessage id={`hosts.continent.${continent}`} />
            </h4>
            <Places places={within(continent)} {...choosing} />
          </li>
        ))}
        {within(null).length > 0 && (
          <li className="world__continent">
            <Places places={within(null)} {...choosing} />
          </li>
        )}
      </ul>
    </section>
  );
}

function Places(props: {
  readonly places: readonly Place[];
  readonly chosen: string;
  readonly onChoose: (country: string) => void;
}): React.JSX.Element {
  const { places, chosen, onChoose } = props;
  if (places.length === 0)
    return (
      <p className="quiet">
        <FormattedMessage id="hosts.world.none" />
      </p>
    );
  return (
    <ul className="world__places">
      {places.map(({ code, name, count }) => (
        <li key={code}>
          <button
            type="button"
            className={`world__place${code === notKnown ? ' world__place--unknown' : ''}`}
            aria-pressed={code === chosen}
            onClick={() => onChoose(code)}
          >
            <span className="world__name">{name}</span>
            <span className="world__dots" aria-hidden="true">
              {Array.from({ length: count }, (_dot, index) => (
                <span key={index} className="world__dot" />
              ))}
            </span>
            <span className="visually-hidden">
              <FormattedMessage id="hosts.world.count" values={{ count }} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
