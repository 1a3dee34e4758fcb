import { FormattedMessage } from 'react-intl';
import type { UpdateOffer as Offer } from '../../shared/ipc/updates-view.ts';
import { Foreign } from '../components/foreign.tsx';
import { useQuantities } from '../use-quantities.ts';

/** A newer version: what is new in it, how much there is to fetch, and what can be done. */
export function UpdateOffer(props: { readonly offer: Offer; readonly children: React.ReactNode }): React.JSX.Element {
  const { offer, children } = props;
  const { bytes } = useQuantities();
  return (
    <div className="updates__offer" role="status">
      <h3>
        <FormattedMessage id="updates.offered" values={{ version: offer.version }} />
      </h3>
      {offer.notes.length > 0 && (
        <ul className="updates__notes">
          {offer.notes.map((note) => (
            <li key={note}>
              <Foreign text={note} />
            </li>
          ))}
        </ul>
      )}
      <p className="quiet">
        <FormattedMessage id="updates.offered.text" values={{ size: bytes(offer.size) }} />
      </p>
      <div className="updates__actions">{children}</div>
    </div>
  );
}
