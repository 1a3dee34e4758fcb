import { CheckboxButton, CheckboxField } from 'react-aria-components';
import { given } from './given.ts';
import { Icon } from './icon.tsx';

/** Yes or no to one thing; `isIndeterminate` where some of what it stands for are ticked. */
export function Checkbox(props: {
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly children?: React.ReactNode;
  readonly isDisabled?: boolean | undefined;
  readonly isIndeterminate?: boolean | undefined;
  readonly 'aria-label'?: string | undefined;
}): React.JSX.Element {
  const { isSelected, onChange, children, isDisabled = false, isIndeterminate = false } = props;
  return (
    <CheckboxField
      className="checkbox-field"
      isSelected={isSelected}
      isIndeterminate={isIndeterminate}
      isDisabled={isDisabled}
      onChange={onChange}
      {...given({ 'aria-label': props['aria-label'] })}
    >
      <CheckboxButton className="checkbox">
        <span className="checkbox__box" aria-hidden="true">
          {isIndeterminate ? <Icon name="minus" /> : isSelected && <Icon name="check" />}
        </span>
        {children !== undefined && <span className="checkbox__words">{children}</span>}
      </CheckboxButton>
    </CheckboxField>
  );
}
