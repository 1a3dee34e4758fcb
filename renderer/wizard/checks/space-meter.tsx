import { FormattedMessage } from 'react-intl';
import { useQuantities } from '../../use-quantities.ts';
import type { SpaceAfter } from './space-after.ts';

/** How the new mailbox's space will be used, as a bar with its legend; the legend says all that the bar shows. */
export function SpaceMeter({ space }: { readonly space: SpaceAfter }): React.JSX.Element {
  const { bytes } = useQuantities();
  const { limit, used, coming, left } = space;
  const isShort = left !== null && left < 0;
  const whole = Math.max(limit, used + coming);
  const fitting = Math.max(0, Math.min(coming, limit - used));
  const share = (part: number): string => `${String(Math.min(100, (part / whole) * 100))}%`;
  return (
    <div className="space">
      <p className="space__title">
        <FormattedMessage id="checks.picture.space" />
      </p>
      <div className="space__bar" aria-hidden="true">
        <span className="space__used" style={{ inlineSize: share(used) }} />
        <span className="space__coming" style={{ inlineSize: share(fitting) }} />
        {fitting < coming && <span className="space__excess" style={{ inlineSize: share(coming - fitting) }} />}
      </div>
      <ul className="space__legend">
        {used > 0 && (
          <li className="space__key space__key--used">
            <FormattedMessage id="checks.picture.space.used" values={{ bytes: bytes(used) }} />
          </li>
        )}
        <li className="space__key space__key--coming">
          <FormattedMessage id="checks.picture.space.coming" values={{ bytes: bytes(coming) }} />
        </li>
        {left !== null && (
          <li className={isShort ? 'space__key space__key--short' : 'space__key'}>
            <FormattedMessage
              id={isShort ? 'checks.picture.space.missing' : 'checks.picture.space.left'}
              values={{ bytes: bytes(Math.abs(left)) }}
            />
          </li>
        )}
      </ul>
    </div>
  );
}
