import { FormattedMessage, useIntl } from 'react-intl';
import type { PracticeStateOf } from '../../shared/ipc/practice-state.ts';
import { ProgressBar } from '../components/progress-bar.tsx';

type Mailbox = PracticeStateOf<'moving'>['mailboxes'][number];

/** Each mailbox with its phase in words and its bar. */
export function MailboxList(props: {
  readonly mailboxes: readonly Mailbox[];
  /** Whether the bars show what was read again, in place of what was copied. */
  readonly isVerifying: boolean;
}): React.JSX.Element {
  return (
    <section aria-labelledby="mailboxes">
      <h2 id="mailboxes">
        <FormattedMessage id="practice.mailboxes" />
      </h2>
      <ul className="mailboxes">
        {props.mailboxes.map((mailbox) => (
          <MailboxRow key={mailbox.name} mailbox={mailbox} done={props.isVerifying ? mailbox.verified : mailbox.done} />
        ))}
      </ul>
    </section>
  );
}

function MailboxRow({ mailbox, done }: { readonly mailbox: Mailbox; readonly done: number }): React.JSX.Element {
  const intl = useIntl();
  const { name, phase, total } = mailbox;
  return (
    <li data-phase={phase}>
      <bdi className="mailboxes__name">{name}</bdi>
      <span className="mailboxes__phase">
        <FormattedMessage id={`practice.phase.${phase}`} />
      </span>
      <span className="mailboxes__count">
        {intl.formatNumber(done)} / {intl.formatNumber(total)}
      </span>
      <ProgressBar
        size="small"
        label={name}
        text={intl.formatMessage({ id: 'practice.mailbox' }, { name, done, total })}
        done={done}
        total={total}
      />
    </li>
  );
}
