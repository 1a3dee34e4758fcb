import { useId, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Icon } from '../../components/icon.tsx';
import { Switch } from '../../components/switch.tsx';
import { useNow } from '../estimate/use-now.ts';
import { dayStart, dayText, yearAgo } from './day-field.ts';

/** Only messages received since a day. Switched on, it begins with a year. */
export function SinceOption(props: {
  readonly since: number | null;
  readonly onChange: (since: number | null) => void;
}): React.JSX.Element {
  const { since, onChange } = props;
  return (
    <>
      <Switch isSelected={since !== null} onChange={(on) => onChange(on ? yearAgo(Date.now()) : null)}>
        <FormattedMessage id="folders.since" />
      </Switch>
      {since !== null && <SinceField since={since} onChange={onChange} />}
    </>
  );
}

function SinceField(props: { readonly since: number; readonly onChange: (since: number) => void }): React.JSX.Element {
  const { since, onChange } = props;
  const [text, setText] = useState(dayText(since));
  const id = useId();
  const now = useNow();
  const isWrong = dayStart(text, now) === null;
  const type = (next: string): void => {
    setText(next);
    const day = dayStart(next, Date.now());
    if (day !== null && day !== since) onChange(day);
  };
  return (
    <div className="field folders__since">
      <label className="field__label" htmlFor={id}>
        <FormattedMessage id="folders.since.date" />
      </label>
      {/* The system's own field: it knows the order of day and month people here write, and has a calendar. */}
      <input
        id={id}
        type="date"
        className="field__input"
        value={text}
        max={dayText(now)}
        aria-invalid={isWrong}
        aria-describedby={`${id}-text`}
        onChange={(event) => type(event.target.value)}
      />
      <p id={`${id}-text`} className={isWrong ? 'field__error' : 'field__description'}>
        {isWrong && <Icon name="note" />}
        <span>
          <FormattedMessage id={isWrong ? 'folders.since.invalid' : 'folders.since.text'} />
        </span>
      </p>
    </div>
  );
}
