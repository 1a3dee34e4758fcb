import { FormattedMessage, useIntl } from 'react-intl';
import type { PracticeStage, PracticeStateOf } from '../../shared/ipc/practice-state.ts';
import { Foreign } from '../components/foreign.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';

type Mailbox = PracticeStateOf<'moving'>['mailboxes'][number];

/** Each mailbox with its phase in words and its bar. */
export function MailboxList(props: {
  readonly mailboxes: readonly Mailbox[];
  readonly stage: PracticeStage;
}): React.JSX.Element {
  return (
    <section aria-labelledby="mailboxes">
      <h2 id="mailboxes">
        <FormattedMessage id="practice.mailboxes" />
      </h2>
      <ul className="mailboxes">
        {props.mailboxes.map((mailbox) => (
          <MailboxRow key={mailbox.name} mailbox={mailbox} stage={props.stage} />
        ))}
      </ul>
    </section>
  );
}

/** The bar shows what was read again while that goes on, else what was copied. */
function MailboxRow({
  mailbox,
  stage,
}: {
  readonly mailbox: Mailbox;
  readonly stage: PracticeStage;
}): React.JSX.Element {
  const intl = useIntl();
  const { name, total } = mailbox;
  const done = stage === 'verifying' ? mailbox.verified : mailbox.done;
  const phase = stage === 'stopped' && mailbox.phase !== 'done' ? 'waiting' : mailbox.phase;
  const isEmptyAndDone = total === 0 && phase === 'done';
  return (
    <li data-phase={phase}>
      <span className="mailboxes__name">
        <Foreign text={name} />
      </span>
      <span className="mailboxes__phase">
        <FormattedMessage id={`practice.phase.${phase}`} />
      </span>
      <span className="mailboxes__count">
        <FormattedMessage id="practice.count" values={{ done, total }} />
      </span>
      <ProgressBar
        size="small"
        label={name}
        text={intl.formatMessage({ id: 'practice.mailbox' }, { name, done, total })}
        done={isEmptyAndDone ? 1 : done}
        total={total}
      />
    </li>
  );
}
