import { useState } from 'react';
import { FieldError, Input, Label, Text, TextField as AriaTextField } from 'react-aria-components';
import { useIntl } from 'react-intl';
import { given } from './given.ts';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';

/** What a text field may be told. */
export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'email' | 'password' | undefined;
  readonly description?: React.ReactNode;
  /** Shown under the field and read out with it; null or left out while there is none. */
  readonly error?: string | null | undefined;
  /** `off`, `username`, `current-password`…: lets password managers help. */
  readonly autoComplete?: string | undefined;
  /** @param to what takes the focus; null where nothing does */
  readonly onBlur?: ((to: EventTarget | null) => void) | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly inputMode?: 'text' | 'email' | 'numeric' | 'search' | 'url' | undefined;
  readonly name?: string | undefined;
  /** To move the focus to the field after an error. */
  readonly ref?: React.Ref<HTMLInputElement> | undefined;
}

/** One line of text with its label above it and what is wrong below it. A password can be shown. */
export function TextField(props: TextFieldProps): React.JSX.Element {
  const { label, value, onChange, type = 'text', description, error = null, isDisabled = false, ref } = props;
  const { onBlur, autoComplete, inputMode, name } = props;
  const [isShown, setIsShown] = useState(false);
  return (
    <AriaTextField
      className="field"
      type={type === 'password' && isShown ? 'text' : type}
      value={value}
      onChange={onChange}
      isInvalid={error !== null}
      isDisabled={isDisabled}
      validationBehavior="aria"
      {...given({ autoComplete, inputMode, name })}
      onBlur={(event) => onBlur?.(event.relatedTarget)}
    >
      <Label className="field__label">{label}</Label>
      <span className="field__box">
        <Input ref={ref ?? null} className="field__input" spellCheck={false} autoCapitalize="none" />
        {type === 'password' && <ShowPassword isShown={isShown} onChange={setIsShown} />}
      </span>
      {description !== undefined && description !== null && (
        <Text slot="description" className="field__description">
          {description}
        </Text>
      )}
      <FieldError className="field__error">
        <Icon name="note" />
        <span>{error}</span>
      </FieldError>
    </AriaTextField>
  );
}

function ShowPassword(props: {
  readonly isShown: boolean;
  readonly onChange: (isShown: boolean) => void;
}): React.JSX.Element {
  const { isShown, onChange } = props;
  const label = useIntl().formatMessage({ id: 'app.showPassword' });
  // One label and a pressed state: two labels and a state would say it twice, and contradict each other.
  return (
    <IconButton
      icon={isShown ? 'eye-off' : 'eye'}
      label={label}
      isPressed={isShown}
      onPress={() => onChange(!isShown)}
    />
  );
}
