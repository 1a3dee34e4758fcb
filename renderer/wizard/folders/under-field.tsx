import { useState } from 'react';
import { useIntl } from 'react-intl';
import { TextField } from '../../components/text-field.tsx';

/** The name of the one folder that takes everything. Counts when the field is left, or with Enter. */
export function UnderField(props: {
  readonly value: string;
  readonly suggestion: string;
  readonly onChange: (name: string) => void;
}): React.JSX.Element {
  const { value, suggestion, onChange } = props;
  const intl = useIntl();
  const [text, setText] = useState(value);
  const name = text.trim();
  const error = name === '' ? intl.formatMessage({ id: 'folders.under.empty' }, { suggestion }) : null;
  const settle = (): void => {
    if (name !== '' && name !== value) onChange(name);
  };
  return (
    <form
      className="folders__under"
      onSubmit={(event) => {
        event.preventDefault();
        settle();
      }}
    >
      <TextField
        label={intl.formatMessage({ id: 'folders.under' })}
        value={text}
        // As the contract has it.
        onChange={(next) => setText(next.slice(0, 200))}
        onBlur={settle}
        error={error}
        autoComplete="off"
      />
    </form>
  );
}
