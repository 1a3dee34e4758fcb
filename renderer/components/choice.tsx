import { Label, RadioButton, RadioField, RadioGroup, Text } from 'react-aria-components';

/** One answer; `text` says what it means. */
export interface ChoiceOption<Value extends string> {
  readonly value: Value;
  readonly label: React.ReactNode;
  readonly text?: React.ReactNode;
}

/** One answer of several, all of them visible. */
export function Choice<Value extends string>(props: {
  readonly label: string;
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly options: readonly ChoiceOption<Value>[];
  readonly look?: 'cards' | 'segments' | 'list' | undefined;
  readonly isLabelHidden?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
}): React.JSX.Element {
  const { label, value, onChange, options, look = 'list', isLabelHidden = false, isDisabled = false } = props;
  return (
    <RadioGroup
      className={`choice choice--${look}`}
      value={value}
      isDisabled={isDisabled}
      orientation={look === 'segments' ? 'horizontal' : 'vertical'}
      onChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen);
        if (option) onChange(option.value);
      }}
    >
      <Label className={isLabelHidden ? 'visually-hidden' : 'choice__label'}>{label}</Label>
      <div className="choice__options">
        {options.map((option) => (
          <RadioField key={option.value} value={option.value} className="choice__option">
            <RadioButton className="choice__button">
              <span className="choice__mark" aria-hidden="true" />
              <span className="choice__name">{option.label}</span>
            </RadioButton>
            {option.text !== undefined && (
              <Text slot="description" className="choice__text">
                {option.text}
              </Text>
            )}
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  );
}
