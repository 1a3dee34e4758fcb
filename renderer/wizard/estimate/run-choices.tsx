import { FormattedMessage, useIntl } from 'react-intl';
import type { RunOptions } from '../../../shared/ipc/estimate-view.ts';
import { Select } from '../../components/select.tsx';
import { StartChoice } from './start-choice.tsx';

/** Hours a day the computer is on. */
const hours = [24, 16, 12, 8];
/** Bits on a line, in millions a second, as connections are sold. */
const mbits = [1, 5, 20];
const bytesOfMbit = 125_000;

/** How the copy runs: when it starts, how long the computer is on, how much of the connection it takes. */
export function RunChoices(props: {
  readonly options: RunOptions;
  readonly hasBegun: boolean;
  readonly now: number;
  readonly choose: (options: RunOptions) => void;
}): React.JSX.Element {
  const { options, hasBegun, now, choose } = props;
  return (
    <section className="card estimate__options" aria-labelledby="estimate-options">
      <h2 id="estimate-options">
        <FormattedMessage id="estimate.options" />
      </h2>
      {hasBegun ? (
        <p className="quiet">
          <FormattedMessage id="estimate.begun" />
        </p>
      ) : (
        <StartChoice startAt={options.startAt} now={now} onChange={(startAt) => choose({ ...options, startAt })} />
      )}
      <div className="estimate__selects">
        <HoursSelect value={options.hoursPerDay} onChange={(hoursPerDay) => choose({ ...options, hoursPerDay })} />
        <SpeedSelect
          value={options.bytesPerSecond}
          onChange={(bytesPerSecond) => choose({ ...options, bytesPerSecond })}
        />
      </div>
    </section>
  );
}

function HoursSelect(props: { readonly value: number; readonly onChange: (hours: number) => void }): React.JSX.Element {
  const { value, onChange } = props;
  const intl = useIntl();
  const options = withValue(hours, value).map((count) => ({
    value: String(count),
    label:
      count === 24
        ? intl.formatMessage({ id: 'estimate.hours.24' })
        : intl.formatMessage({ id: 'estimate.hours.some' }, { hours: count }),
  }));
  return (
    <div className="estimate__select">
      <Select
        label={intl.formatMessage({ id: 'estimate.hours' })}
        value={String(value)}
        options={options}
        onChange={(chosen) => onChange(Number(chosen))}
      />
      <p className="quiet">
        <FormattedMessage id="estimate.hours.text" />
      </p>
    </div>
  );
}

function SpeedSelect(props: {
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

/** The usual values, and the one that was set elsewhere. */
function withValue(usual: readonly number[], value: number): readonly number[] {
  return usual.includes(value) ? usual : [...usual, value];
}
