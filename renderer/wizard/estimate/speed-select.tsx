import { FormattedMessage, useIntl } from 'react-intl';
import { Select } from '../../components/select.tsx';
import { withValue } from './with-value.ts';

/** Bits on a line, in millions a second, as connections are sold. */
const mbits = [1, 5, 20];
const bytesOfMbit = 125_000;

/** How much of the connection the copy takes. */
export function SpeedSelect(props: {
  readonly value: number | null;
  readonly onChange: (bytesPerSecond: number | null) => void;
}): React.JSX.Element {
  const { value, onChange } = props;
  const intl = useIntl();
  const limits = withValue(mbits, value === null ? 1 : value / bytesOfMbit);
  const none = { value: 'none', label: intl.formatMessage({ id: 'estimate.speed.none' }) };
  const options = limits.map((mbit) => ({
    value: String(mbit),
    label: intl.formatMessage({ id: 'estimate.speed.mbit' }, { mbit }),
  }));
  return (
    <div className="estimate__select">
      <Select
        label={intl.formatMessage({ id: 'estimate.speed' })}
        value={value === null ? 'none' : String(value / bytesOfMbit)}
        options={[none, ...options]}
        onChange={(chosen) => onChange(chosen === 'none' ? null : Math.round(Number(chosen) * bytesOfMbit))}
      />
      <p className="quiet">
        <FormattedMessage id="estimate.speed.text" />
      </p>
    </div>
  );
}
