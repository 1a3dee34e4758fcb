import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { useQuantities } from '../../use-quantities.ts';

/** What to look for in a host. Names nobody. */
export function HostAdvice({ move }: { readonly move: MoveView }): React.JSX.Element {
  const { bytes } = useQuantities();
  const size = move.source?.facts?.bytes ?? null;
  return (
    <ul className="account__advice">
      <li>
        <FormattedMessage id="account.looking.imap" />
      </li>
      <li>
        {size === null ? (
          <FormattedMessage id="account.looking.room" />
        ) : (
          <FormattedMessage id="account.looking.roomFor" values={{ size: bytes(size) }} />
        )}
      </li>
      <li>
        <FormattedMessage id="account.looking.domain" />
      </li>
      <li>
        <FormattedMessage id="account.looking.people" />
      </li>
    </ul>
  );
}
