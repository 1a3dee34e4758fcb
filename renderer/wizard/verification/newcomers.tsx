import { FormattedMessage } from 'react-intl';
import type { ReceiptNewcomersView, ReceiptView } from '../../../shared/ipc/receipt-view.ts';
import { FolderPath } from '../../components/folder-path.tsx';

/** What came into the new mailbox meanwhile that this move did not put there, folder by folder. Nothing where nothing came. */
export function Newcomers({ receipt }: { readonly receipt: ReceiptView }): React.JSX.Element | null {
  const { newcomers = [] } = receipt;
  if (newcomers.length === 0) return null;
  const isDoubled = newcomers.some(({ doubled }) => doubled > 0);
  return (
    <section className={isDoubled ? 'shortfalls' : 'shortfalls shortfalls--note'} aria-labelledby="newcomers">
      <h2 id="newcomers">
        <FormattedMessage id="verification.newcomers.title" />
      </h2>
      <ul className="shortfalls__list">
        {newcomers.map((one, place) => (
          // Names made showable need not differ, and the list never changes.
          <Folder key={`${String(place)} ${one.mailbox}`} newcomers={one} />
        ))}
      </ul>
    </section>
  );
}

function Folder({ newcomers }: { readonly newcomers: ReceiptNewcomersView }): React.JSX.Element {
  const { mailbox, messages, doubled, isCounted } = newcomers;
  const others = messages - doubled;
  return (
    <li className="shortfall">
      <p className="shortfall__folder">
        <FolderPath text={mailbox} />
      </p>
      {doubled > 0 && (
        <p>
          <FormattedMessage
            id="verification.newcomers.doubled"
            values={{ count: doubled, isCounted: isCounted ? 'yes' : 'no' }}
          />
        </p>
      )}
      {others > 0 && (
        <p className="quiet">
          <FormattedMessage id="verification.newcomers.others" values={{ count: others }} />
        </p>
      )}
    </li>
  );
}
