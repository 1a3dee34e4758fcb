import { iconDrawings } from './icon-drawings.ts';

/** The name of a drawing. */
export type IconName = keyof typeof iconDrawings;

/** Drawings that point somewhere: they turn round where people read from right to left. */
const directed: ReadonlySet<IconName> = new Set(['arrow', 'back', 'chevron', 'external', 'sent']);

/** A line drawing beside words that say the same: hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }): React.JSX.Element {
  return (
    <svg
      className={directed.has(name) ? 'icon icon--directed' : 'icon'}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={iconDrawings[name]} />
    </svg>
  );
}
