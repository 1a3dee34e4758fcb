import { FormattedMessage, useIntl } from 'react-intl';
import type { ReceiptView } from '../../../shared/ipc/receipt-view.ts';
import { useQuantities } from '../../use-quantities.ts';
import { sumUp } from './verdict.ts';

/** The numbers of the certificate; those that are nought are left out, but for what always matters. */
export function CertificateFigures({ receipt }: { readonly receipt: ReceiptView }): React.JSX.Element {
  const quantities = useQuantities();
  const intl = useIntl();
  const { totals } = receipt;
  const gone = receipt.skippedBy['gone-at-source'];
  const left = Math.max(0, totals.skipped - gone);
  // Always with its day: a certificate may stay in sight, or on paper, for long.
  const at = intl.formatDate(receipt.createdAt, { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' });
  const figures = [
    { id: 'verification.arrived', text: quantities.number(sumUp(receipt).arrived), isShown: true },
    { id: 'verification.size', text: quantities.bytes(totals.bytes), isShown: true },
    { id: 'verification.lookedAt', text: quantities.number(totals.verified), isShown: true },
    { id: 'verification.compared', text: quantities.number(totals.compared), isShown: totals.compared > 0 },
    { id: 'verification.there', text: quantities.number(totals.alreadyThere), isShown: totals.alreadyThere > 0 },
    { id: 'verification.left', text: quantities.number(left), isShown: left > 0 },
    { id: 'verification.gone', text: quantities.number(gone), isShown: gone > 0 },
    { id: 'verification.on', text: at, isShown: true },
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
