import { Button as AriaButton, ProgressBar } from 'react-aria-components';
import { useIntl } from 'react-intl';
import { given } from './given.ts';
import { Icon, type IconName } from './icon.tsx';

/** What a button may be told. */
export interface ButtonProps {
  /** `main`: the one next step of a screen. `quiet`: no border. `danger`: removes something. */
  readonly kind?: 'main' | 'plain' | 'quiet' | 'danger' | undefined;
  readonly icon?: IconName | undefined;
  /** Under way: it keeps the focus, says so, and cannot be pressed again. */
  readonly isBusy?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly onPress: () => void;
  readonly children: React.ReactNode;
  readonly 'aria-label'?: string | undefined;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-expanded'?: boolean | undefined;
}

/** A button with words, and a drawing if it helps. */
export function Button(props: ButtonProps): React.JSX.Element {
  const { kind = 'plain', icon, isBusy = false, isDisabled = false, onPress, children } = props;
  const { 'aria-label': label, 'aria-describedby': describedBy, 'aria-expanded': isExpanded } = props;
  return (
    <AriaButton
      className={`button button--${kind}`}
      isPending={isBusy}
      isDisabled={isDisabled}
      onPress={onPress}
      {...given({ 'aria-label': label, 'aria-describedby': describedBy, 'aria-expanded': isExpanded })}
    >
      {isBusy ? <Spinner /> : icon !== undefined && <Icon name={icon} />}
      <span className="button__words">{children}</span>
    </AriaButton>
  );
}

function Spinner(): React.JSX.Element {
  const label = useIntl().formatMessage({ id: 'app.busy' });
  return <ProgressBar className="spinner" isIndeterminate aria-label={label} />;
}
