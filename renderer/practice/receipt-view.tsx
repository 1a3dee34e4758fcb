import { FormattedMessage, FormattedNumber, useIntl } from 'react-intl';
import type { PracticeStateOf } from '../../shared/ipc/practice-state.ts';
import { Icon } from '../components/icon.tsx';
import { ScreenTitle } from '../components/screen-title.tsx';
import { useQuantities } from '../use-quantities.ts';
import { ReceiptExceptions } from './receipt-exceptions.tsx';

type Receipt = PracticeStateOf<'finished'>;

/** The receipt: what arrived, mailbox by mailbox, and every message that is not exactly as it was. */
export function ReceiptView({ receipt }: { readonly receipt: Receipt }): React.JSX.Element {
  const intl = useIntl();
  const named = receipt.exceptions.length;
  return (
    <>
      <ScreenTitle key="receipt" text={intl.formatMessage({ id: 'receipt.title' })} />
      <p className={named === 0 ? 'verdict' : 'verdict verdict--but'} role="status">
        <Icon name={named === 0 ? 'check' : 'note'} />
        <FormattedMessage id={named === 0 ? 'receipt.all' : 'receipt.but'} values={{ count: named }} />
      </p>
      <Figures receipt={receipt} />
      <p className="quiet">
        <FormattedMessage id="receipt.compared" values={receipt.comparison} />
      </p>
      <Mailboxes receipt={receipt} />
      {named > 0 && <ReceiptExceptions exceptions={receipt.exceptions} />}
    </>
  );
}

function Figures({ receipt }: { readonly receipt: Receipt }): React.JSX.Element {
  const intl = useIntl();
  const { bytes } = useQuantities();
  const seconds = { style: 'unit', unit: 'second', maximumFractionDigits: 1 } as const;
  const figures = [
    { label: 'receipt.messages', value: intl.formatNumber(receipt.messages) },
    { label: 'receipt.bytes', value: bytes(receipt.bytes) },
    { label: 'receipt.verified', value: intl.formatNumber(receipt.verified) },
    { label: 'receipt.seconds', value: intl.formatNumber(receipt.seconds, seconds) },
  ] as const;
  return (
    <dl className="figures">
      {figures.map(({ label, value }) => (
        <div key={label}>
          <dt>
            <FormattedMessage id={label} />
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Mailboxes({ receipt }: { readonly receipt: Receipt }): React.JSX.Element {
  const columns = [
    'receipt.mailbox',
    'receipt.newName',
    'receipt.count',
    'receipt.checked',
    'receipt.exceptions',
  ] as const;
  return (
    <div className="card card--table">
      <table>
        <thead>
          <tr>
            {columns.map((id) => (
              <th key={id} scope="col">
                <FormattedMessage id={id} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {receipt.mailboxes.map((mailbox) => (
            <tr key={mailbox.from}>
              <th scope="row">
                <bdi>{mailbox.from}</bdi>
              </th>
              <td className="quiet">{mailbox.to !== mailbox.from && <bdi>{mailbox.to}</bdi>}</td>
              {[mailbox.messages, mailbox.verified, mailbox.exceptions].map((count, column) => (
                <td key={columns[column + 2]}>
                  <FormattedNumber value={count} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
