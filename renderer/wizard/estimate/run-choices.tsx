import { FormattedMessage, useIntl } from 'react-intl';
import type { EstimateView, RunOptions } from '../../../shared/ipc/estimate-view.ts';
import { Select } from '../../components/select.tsx';
import { RecentChoice } from './recent-choice.tsx';
import { SpeedSelect } from './speed-select.tsx';
import { StartChoice } from './start-choice.tsx';
import { withValue } from './with-value.ts';

/** Hours a day the computer is on. */
const hours = [24, 16, 12, 8];

/** How the copy runs: when it starts, what goes first, how long the computer is on, how much of the connection it takes. */
export function RunChoices(props: {
  readonly options: RunOptions;
  /** Null while it is not known. */
  readonly view: EstimateView | null;
  readonly hasBegun: boolean;
  readonly now: number;
  readonly choose: (options: RunOptions) => void;
}): React.JSX.Element {
  const { options, view, hasBegun, now, choose } = props;
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
        <>
          <StartChoice startAt={options.startAt} now={now} onChange={(startAt) => choose({ ...options, startAt })} />
          <RecentChoice
            isSelected={options.recentFirst}
            view={view}
            onChange={(recentFirst) => choose({ ...options, recentFirst })}
          />
        </>
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
