import { FormattedMessage } from 'react-intl';
import type { ReceiptShortfallView } from '../../../shared/ipc/receipt-view.ts';
import { FolderPath } from '../../components/folder-path.tsx';
import { ServerWords } from '../../components/server-words.tsx';

/** One folder that is not complete: how much is missing, why, in whose words, and what to do if trying again does not help. */
export function ShortfallItem(props: {
  readonly shortfall: ReceiptShortfallView;
  readonly hosts: Readonly<Record<'source' | 'destination', string>>;
}): React.JSX.Element {
  const { shortfall, hosts } = props;
  const { mailbox, reason, side, serverText } = shortfall;
  const values = { side: side ?? 'other', hasWords: serverText === null ? 'no' : 'yes' };
  return (
    <li className="shortfall">
      <p className="shortfall__head">
        <span className="shortfall__folder">
          <FolderPath text={mailbox} />
        </span>
        <span className="quiet">
          <Amount shortfall={shortfall} />
        </span>
      </p>
      <p>
        <FormattedMessage id={`verification.shortfall.${reason}`} values={values} />
      </p>
      {serverText !== null && <ServerWords host={side === null ? null : hosts[side]} text={serverText} />}
      <p className="quiet">
        <FormattedMessage id={`verification.shortfall.next.${reason}`} values={values} />
      </p>
    </li>
  );
}

/** How many messages it concerns; where each of them is named on its own, that. */
function Amount({ shortfall }: { readonly shortfall: ReceiptShortfallView }): React.JSX.Element {
  const { messages, reason } = shortfall;
  if (messages === null) return <FormattedMessage id="verification.shortfall.unknown" />;
  if (messages === 0) return <FormattedMessage id="verification.shortfall.named" />;
  const id = reason === 'not-looked-into' ? 'toCome' : 'missing';
  return <FormattedMessage id={`verification.shortfall.${id}`} values={{ count: messages }} />;
}
