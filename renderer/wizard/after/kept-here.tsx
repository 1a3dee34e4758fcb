import { FormattedMessage } from 'react-intl';
import { useQuantities } from '../../use-quantities.ts';
import { useStored, type Stored } from './use-stored.ts';

/** What of this move is on this computer. */
export function KeptHere(props: { readonly move: string; readonly version: string }): React.JSX.Element {
  const stored = useStored(props.move, props.version);
  return (
    <>
      <h3>
        <FormattedMessage id="after.kept.title" />
      </h3>
      {stored === 'unread' && (
        <p>
          <FormattedMessage id="after.kept.unread" />
        </p>
      )}
      {typeof stored !== 'string' && <Kept stored={stored} />}
    </>
  );
}

function Kept({ stored }: { readonly stored: Stored }): React.JSX.Element {
  const quantities = useQuantities();
  return (
    <ul className="after-list">
      <li>
        <FormattedMessage id="after.kept.journal" values={{ bytes: quantities.bytes(stored.journalBytes) }} />
      </li>
      <li>
        <FormattedMessage id={`after.kept.passwords.${stored.keychain}`} values={{ count: stored.passwords }} />
      </li>
      <li>
        <FormattedMessage id="after.kept.nothing" />
      </li>
    </ul>
  );
}
