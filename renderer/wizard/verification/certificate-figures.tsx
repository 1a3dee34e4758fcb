import { FormattedMessage } from 'react-intl';
import type { ReceiptView } from '../../../shared/ipc/receipt-view.ts';
import { useQuantities } from '../../use-quantities.ts';
import { arrivedOf } from './verdict.ts';

/** The numbers of the certificate; those that are nought are left out, but for what always matters. */
export function CertificateFigures({ receipt }: { readonly receipt: ReceiptView }): React.JSX.Element {
  const quantities = useQuantities();
  const { totals } = receipt;
  const figures = [
    { id: 'verification.arrived', text: quantities.number(arrivedOf(totals)), isShown: true },
    { id: 'verification.size', text: quantities.bytes(totals.bytes), isShown: true },
    { id: 'verification.lookedAt', text: quantities.number(totals.verified), isShown: true },
    { id: 'verification.there', text: quantities.number(totals.alreadyThere), isShown: totals.alreadyThere > 0 },
    { id: 'verification.left', text: quantities.number(totals.skipped), isShown: totals.skipped > 0 },
    { id: 'verification.on', text: quantities.moment(receipt.createdAt), isShown: true },
  ] as const;
  return (
    <dl className="certificate__figures">
      {figures
        .filter(({ isShown }) => isShown)
        .map(({ id, text }) => (
          <div key={id}>
            <dt>
              <FormattedMessage id={id} />
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
    </dl>
  );
}
