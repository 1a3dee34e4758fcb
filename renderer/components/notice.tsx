import { Icon } from './icon.tsx';
import { toneIcons, type Tone } from './tone.ts';

/** Something to know, in a box: what happened, what it means, and what can be done. */
export function Notice(props: {
  readonly tone: Tone;
  readonly title: React.ReactNode;
  readonly children?: React.ReactNode;
  readonly actions?: React.ReactNode;
  /** `alert` only for what needs action now. */
  readonly role?: 'alert' | 'status' | undefined;
}): React.JSX.Element {
  const { tone, title, children, actions, role } = props;
  return (
    <div className={`notice notice--${tone}`} role={role}>
      <span className="notice__mark">
        <Icon name={toneIcons[tone]} />
      </span>
      <div className="notice__body">
        <p className="notice__title">{title}</p>
        {children !== undefined && children !== null && <div className="notice__text">{children}</div>}
        {actions !== undefined && actions !== null && <div className="notice__actions">{actions}</div>}
      </div>
    </div>
  );
}
