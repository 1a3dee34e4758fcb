import { Button as AriaButton } from 'react-aria-components';
import { given } from './given.ts';
import { Icon, type IconName } from './icon.tsx';

/** A button that is only a drawing: its label is said by screen readers and shown when the pointer rests on it. */
export function IconButton(props: {
  readonly icon: IconName;
  readonly label: string;
  readonly isPressed?: boolean | undefined;
  readonly onPress: () => void;
}): React.JSX.Element {
  const { icon, label, isPressed, onPress } = props;
  return (
    <span className="icon-button" title={label}>
      <AriaButton
        className="icon-button__button"
        aria-label={label}
        onPress={onPress}
        {...given({ 'aria-pressed': isPressed })}
      >
        <Icon name={icon} />
      </AriaButton>
    </span>
  );
}
