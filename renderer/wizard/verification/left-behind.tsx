import { FormattedMessage } from 'react-intl';
import type { ReceiptView } from '../../../shared/ipc/receipt-view.ts';
import type { MessageId } from '../../../shared/messages/catalogue.ts';
import { Details } from '../../components/disclosure.tsx';
import { Foreign } from '../../components/foreign.tsx';

const skipReasons = ['before-since', 'after-until', 'over-max-size', 'gone-at-source'] as const;
const words: Readonly<Record<string, MessageId>> = {
  spam: 'verification.leftOut.spam',
  trash: 'verification.leftOut.trash',
  virtual: 'verification.leftOut.virtual',
  'not-selectable': 'verification.leftOut.not-selectable',
  excluded: 'verification.leftOut.excluded',
  'not-included': 'verification.leftOut.not-included',
  'status-refused': 'verification.leftOut.status-refused',
};

/** What stayed on purpose, messages by date or size and whole folders; and apart from that, what was deleted meanwhile. */
export function LeftBehind({ receipt }: { readonly receipt: ReceiptView }): React.JSX.Element {
  return (
    <>
      <OnPurpose receipt={receipt} />
      <Gone count={receipt.skippedBy['gone-at-source']} />
    </>
  );
}

function Gone({ count }: { readonly count: number }): React.JSX.Element | null {
  if (count === 0) return null;
  return (
    <section className="left-behind" aria-labelledby="gone">
      <h2 id="gone">
        <FormattedMessage id="verification.gone.title" />
      </h2>
      <p>
        <FormattedMessage id="verification.skipped.gone-at-source" values={{ count }} />
      </p>
    </section>
  );
}

function OnPurpose({ receipt }: { readonly receipt: ReceiptView }): React.JSX.Element | null {
  const skipped = skipReasons.filter((reason) => reason !== 'gone-at-source' && receipt.skippedBy[reason] > 0);
  if (skipped.length === 0 && receipt.leftOut.length === 0) return null;
  return (
    <section className="left-behind" aria-labelledby="left-behind">
      <h2 id="left-behind">
        <FormattedMessage id="verification.skipped.title" />
      </h2>
      {skipped.map((reason) => (
        <p key={reason}>
          <FormattedMessage id={`verification.skipped.${reason}`} values={{ count: receipt.skippedBy[reason] }} />
        </p>
      ))}
      {receipt.leftOut.length > 0 && <LeftOut leftOut={receipt.leftOut} />}
    </section>
  );
}

function LeftOut({ leftOut }: { readonly leftOut: ReceiptView['leftOut'] }): React.JSX.Element {
  return (
    <Details summary={<FormattedMessage id="verification.leftOut.title" values={{ count: leftOut.length }} />}>
      <ul className="left-behind__list">
        {leftOut.map(({ name, reason, messages }, place) => (
          // Names made showable need not differ, and the list never changes.
          <li key={`${String(place)} ${name}`}>
            <Foreign text={name} />
            <span className="quiet">
              <FormattedMessage id={words[reason] ?? 'verification.leftOut.other'} />
            </span>
            <span className="quiet">
              <FormattedMessage id="verification.leftOut.messages" values={{ count: messages }} />
            </span>
          </li>
        ))}
      </ul>
    </Details>
  );
}
