import { FormattedMessage } from 'react-intl';
import type { CheckLine } from '../../../shared/ipc/checks-view.ts';
import { Foreign } from '../../components/foreign.tsx';
import { useQuantities } from '../../use-quantities.ts';

/** A message that is too large: how large, where, and of which day. Its subject was never read. */
export function LargeMessage({ item }: { readonly item: CheckLine['items'][number] }): React.JSX.Element {
  const quantities = useQuantities();
  const { bytes, mailbox, date } = item;
  const values = {
    bytes: quantities.bytes(typeof bytes === 'number' ? bytes : 0),
    mailbox: <Foreign text={String(mailbox ?? '')} />,
  };
  // As IMAP writes it, `17-Jul-1996 02:44:25 -0700` (RFC 9051, date-time).
  const at = typeof date === 'string' ? Date.parse(date) : (date ?? Number.NaN);
  if (Number.isNaN(at)) return <FormattedMessage id="checks.items.large" values={values} />;
  return <FormattedMessage id="checks.items.largeDated" values={{ ...values, date: quantities.day(at) }} />;
}
