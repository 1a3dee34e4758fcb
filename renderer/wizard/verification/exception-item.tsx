import { FormattedMessage, useIntl } from 'react-intl';
import type { ReceiptExceptionView } from '../../../shared/ipc/receipt-view.ts';
import { Foreign } from '../../components/foreign.tsx';
import { ServerWords } from '../../components/server-words.tsx';
import { useQuantities } from '../../use-quantities.ts';
import { headerDate } from './header-date.ts';

/**
 * One message, by what a person recognises it by. Everything of it comes from mail and servers: shown as text, never as more.
 * @param props.host whose words are quoted; null where they stand above already
 */
export function ExceptionItem(props: {
  readonly message: ReceiptExceptionView;
  readonly host: string | null;
}): React.JSX.Element {
  const { message, host } = props;
  const quantities = useQuantities();
  const { subject, from, serverText } = message;
  return (
    <li className="exception">
      <p className="exception__subject">
        {subject === null || subject === '' ? (
          <FormattedMessage id="verification.message.noSubject" />
        ) : (
          <Foreign text={subject} />
        )}
      </p>
      <ul className="exception__facts">
        {from !== null && from !== '' && (
          <li>
            <FormattedMessage id="verification.message.from" values={{ from: <Foreign text={from} /> }} />
          </li>
        )}
        <li>
          <WrittenAt text={message.date ?? message.internalDate} />
        </li>
        <li>
          <FormattedMessage id="verification.message.in" values={{ folder: <Foreign text={message.mailbox} /> }} />
        </li>
        <li>{quantities.bytes(message.bytes)}</li>
      </ul>
      <Differs parts={message.differs} />
      {host !== null && serverText !== null && serverText !== '' && <ServerWords host={host} text={serverText} />}
    </li>
  );
}

/** The day as people read it; the header's own words where they are no date. */
function WrittenAt({ text }: { readonly text: string }): React.JSX.Element {
  const quantities = useQuantities();
  const at = headerDate(text);
  return at === null ? (
    <Foreign text={text} />
  ) : (
    <time dateTime={new Date(at).toISOString()}>{quantities.day(at)}</time>
  );
}

function Differs({ parts }: { readonly parts: ReceiptExceptionView['differs'] }): React.JSX.Element | null {
  const intl = useIntl();
  if (parts.length === 0) return null;
  const words = parts.map((part) => intl.formatMessage({ id: `verification.differs.${part}` }));
  return (
    <p className="exception__differs">
      <FormattedMessage id="verification.message.differs" values={{ parts: intl.formatList(words) }} />
    </p>
  );
}
