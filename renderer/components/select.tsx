import { useId } from 'react';
import { Icon, type IconName } from './icon.tsx';

/** One entry; `lang` where its words are in another language than the rest. */
export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly lang?: string | undefined;
}

/**
 * One of a list that opens. The system's own: it knows every keyboard, screen reader and zoom, and a table may hold a thousand of
 * them.
 */
export function Select<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly SelectOption<Value>[];
  readonly isLabelHidden?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly icon?: IconName | undefined;
}): React.JSX.Element {
  const { label, value, onChange, options, isLabelHidden = false, isDisabled = false, icon } = props;
  const id = useId();
  const choose = (chosen: string): void => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onChange(option.value);
  };
  return (
    <div className="field">
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : 'field__label'}>
        {label}
      </label>
      <span className="select" title={isLabelHidden ? label : undefined}>
        {icon !== undefined && <Icon name={icon} />}
        <select id={id} value={value} disabled={isDisabled} onChange={(event) => choose(event.target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value} lang={option.lang}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="chevron" />
      </span>
    </div>
  );
}
