import { useId, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Choice } from '../../components/choice.tsx';
import { Icon } from '../../components/icon.tsx';
import { useQuantities } from '../../use-quantities.ts';
import { nextTime, timeText, usualStart } from './start-time.ts';

/** Now, or at the next time a clock shows what is entered. */
export function StartChoice(props: {
  readonly startAt: number | null;
  readonly now: number;
  readonly onChange: (startAt: number | null) => void;
}): React.JSX.Element {
  const { startAt, now, onChange } = props;
  const intl = useIntl();
  const options = (['now', 'tonight'] as const).map((value) => ({
    value,
    label: <FormattedMessage id={`estimate.start.${value}`} />,
  }));
  return (
    <div className="estimate__start">
      <Choice
        label={intl.formatMessage({ id: 'estimate.start' })}
        look="segments"
        value={startAt === null ? 'now' : 'tonight'}
        options={options}
        onChange={(value) => onChange(value === 'now' ? null : nextTime(usualStart, Date.now()))}
      />
      {startAt !== null && <TimeField startAt={startAt} now={now} onChange={onChange} />}
    </div>
  );
}

function TimeField(props: {
  readonly startAt: number;
  readonly now: number;
  readonly onChange: (startAt: number) => void;
}): React.JSX.Element {
  const { startAt, now, onChange } = props;
  const { moment } = useQuantities();
  const [text, setText] = useState(timeText(startAt));
  const id = useId();
  const isWrong = nextTime(text, now) === null;
  const type = (next: string): void => {
    setText(next);
    const at = nextTime(next, Date.now());
    if (at !== null && at !== startAt) onChange(at);
  };
  return (
    <div className="field estimate__time">
      <label className="field__label" htmlFor={id}>
        <FormattedMessage id="estimate.start.time" />
      </label>
      <input
        id={id}
        type="time"
        className="field__input"
        value={text}
        aria-invalid={isWrong}
        aria-describedby={`${id}-text`}
        onChange={(event) => type(event.target.value)}
      />
      <p id={`${id}-text`} className={isWrong ? 'field__error' : 'field__description'}>
        {isWrong && <Icon name="note" />}
        <span>
          <FormattedMessage
            id={isWrong ? 'estimate.start.invalid' : 'estimate.start.at'}
            values={{ moment: moment(startAt, now) }}
          />
        </span>
      </p>
    </div>
  );
}
