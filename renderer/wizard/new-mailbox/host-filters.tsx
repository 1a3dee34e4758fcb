import { FormattedMessage, useIntl, type IntlShape } from 'react-intl';
import { assertNever } from '../../../shared/assert-never.ts';
import type { HostView } from '../../../shared/ipc/hosts-view.ts';
import type { MessageId } from '../../../shared/messages/catalogue.ts';
import { Button } from '../../components/button.tsx';
import { Select, type SelectOption } from '../../components/select.tsx';
import { TextField } from '../../components/text-field.tsx';
import { noWishes, notKnown, wishFields, wishValues, type HostWishes, type WishField } from './host-wishes.ts';
import { usePlaceNames, type PlaceNames } from './use-place-names.ts';

const labels: Readonly<Record<WishField, MessageId>> = {
  country: 'hosts.filter.country',
  ownDomain: 'hosts.filter.ownDomain',
  organisation: 'hosts.filter.organisation',
  languages: 'hosts.filter.language',
};

/** Finds hosts by name and by what is known of them. What is known of none cannot be wished for. */
export function HostFilters(props: {
  readonly hosts: readonly HostView[];
  readonly wishes: HostWishes;
  readonly found: number;
  readonly onChange: (wishes: HostWishes) => void;
}): React.JSX.Element {
  const { hosts, wishes, found, onChange } = props;
  const intl = useIntl();
  const isWished = Object.values(wishes).some((wish) => wish !== '');
  return (
    <div className="hosts__find" role="search">
      <TextField
        label={intl.formatMessage({ id: 'hosts.search' })}
        inputMode="search"
        autoComplete="off"
        value={wishes.text}
        onChange={(text) => onChange({ ...wishes, text })}
      />
      <div className="hosts__filters">
        {wishFields.map((field) => (
          <Filter
            key={field}
            field={field}
            hosts={hosts}
            wish={wishes[field]}
            onChange={(wish) => onChange({ ...wishes, [field]: wish })}
          />
        ))}
      </div>
      <div className="hosts__found">
        <p role="status">
          <FormattedMessage id="hosts.found" values={{ count: found }} />
        </p>
        {isWished && (
          <Button kind="quiet" icon="cross" onPress={() => onChange(noWishes)}>
            <FormattedMessage id="hosts.clear" />
          </Button>
        )}
      </div>
    </div>
  );
}

function Filter(props: {
  readonly field: WishField;
  readonly hosts: readonly HostView[];
  readonly wish: string;
  readonly onChange: (wish: string) => void;
}): React.JSX.Element | null {
  const { field, hosts, wish, onChange } = props;
  const intl = useIntl();
  const names = usePlaceNames();
  const values = wishValues(hosts, field);
  if (values.length === 0) return null;
  const known = values
    .map(({ value, count }) => ({ value, count, name: wishName(field, value, { intl, names }) }))
    // What is not known comes last.
    .toSorted(
      (one, other) =>
        Number(one.value === notKnown) - Number(other.value === notKnown) || names.compare(one.name, other.name),
    );
  const options: readonly SelectOption<string>[] = [
    { value: '', label: intl.formatMessage({ id: 'hosts.filter.any' }) },
    ...known.map(({ value, ...values_ }) => ({
      value,
      label: intl.formatMessage({ id: 'hosts.filter.option' }, values_),
    })),
  ];
  return (
    <Select label={intl.formatMessage({ id: labels[field] })} value={wish} options={options} onChange={onChange} />
  );
}

function wishName(
  field: WishField,
  value: string,
  { intl, names }: { readonly intl: IntlShape; readonly names: PlaceNames },
): string {
  if (value === notKnown) return intl.formatMessage({ id: 'hosts.notKnown' });
  switch (field) {
    case 'country':
      return names.country(value);
    case 'languages':
      return names.language(value);
    case 'ownDomain':
      return intl.formatMessage({ id: value === 'yes' ? 'hosts.ownDomain.yes' : 'hosts.ownDomain.no' });
    case 'organisation':
      return intl.formatMessage({ id: `hosts.organisation.${value as NonNullable<HostView['organisation']>}` });
    default:
      return assertNever(field);
  }
}
