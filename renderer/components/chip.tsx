import { Icon, type IconName } from './icon.tsx';
import type { Tone } from './tone.ts';

/** A state in a word or two. */
export function Chip(props: {
  readonly tone: Tone;
  readonly icon?: IconName | undefined;
  readonly children: React.ReactNode;
}): React.JSX.Element {
  const { tone, icon, children } = props;
  return (
    <span className={`chip chip--${tone}`}>
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
    </span>
  );
}
