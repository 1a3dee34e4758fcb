import { SwitchButton, SwitchField, Text } from 'react-aria-components';

/** On or off, taking effect at once; `text` says what it means. */
export function Switch(props: {
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly children: React.ReactNode;
  readonly text?: React.ReactNode;
  readonly isDisabled?: boolean | undefined;
}): React.JSX.Element {
  const { isSelected, onChange, children, text, isDisabled = false } = props;
  return (
    <SwitchField className="switch-field" isSelected={isSelected} isDisabled={isDisabled} onChange={onChange}>
      <SwitchButton className="switch">
        <span className="switch__track" aria-hidden="true">
          <span className="switch__knob" />
        </span>
        <span className="switch__words">{children}</span>
      </SwitchButton>
      {text !== undefined && (
        <Text slot="description" className="switch__text">
          {text}
        </Text>
      )}
    </SwitchField>
  );
}
