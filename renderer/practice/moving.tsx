import { FormattedMessage, useIntl } from 'react-intl';
import type { PracticeStateOf } from '../../shared/ipc/practice-state.ts';
import { Icon } from '../components/icon.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import { ScreenTitle } from '../components/screen-title.tsx';
import { useByteText } from '../use-byte-text.ts';
import { MailboxList } from './mailbox-list.tsx';

type MovingState = PracticeStateOf<'moving'>;

/** The move while it runs: the whole, and each mailbox. */
export function Moving({ state }: { readonly state: PracticeStateOf<'preparing'> | MovingState }): React.JSX.Element {
  return (
    <>
      <ScreenTitle>
        <FormattedMessage id="practice.title" />
      </ScreenTitle>
      <p className="route">
        <FormattedMessage id="practice.from" />
        <Icon name="arrow" />
        <FormattedMessage id="practice.to" />
      </p>
      {state.phase === 'preparing' ? (
        <p className="lead" role="status">
          <FormattedMessage id="practice.preparing" />
        </p>
      ) : (
        <UnderWay state={state} />
      )}
    </>
  );
}

function UnderWay({ state }: { readonly state: MovingState }): React.JSX.Element {
  const intl = useIntl();
  const byteText = useByteText();
  const { done, total } = state.messages;
  return (
    <>
      <section className="card total" aria-labelledby="total-label">
        <div className="total__line">
          <h2 id="total-label">
            <FormattedMessage id="practice.moving" />
          </h2>
          <output className="total__percent" aria-hidden="true">
            <FormattedMessage id="practice.percent" values={{ percent: total === 0 ? 0 : done / total }} />
          </output>
        </div>
        <ProgressBar
          size="large"
          label={intl.formatMessage({ id: 'practice.moving' })}
          text={intl.formatMessage({ id: 'practice.total' }, { done, total })}
          done={done}
          total={total}
        />
        <p className="total__facts">
          <span>
            <FormattedMessage id="practice.total" values={{ done, total }} />
          </span>
          <span>
            <FormattedMessage id="practice.bytes" values={{ bytes: byteText(state.bytesDone) }} />
          </span>
          <span>
            <FormattedMessage id="practice.verified" values={{ count: state.verified }} />
          </span>
        </p>
        {state.resumed && (
          <p className="note" role="status">
            <Icon name="check" />
            <FormattedMessage id="practice.resumed" />
          </p>
        )}
        <Announcement done={done} total={total} />
      </section>
      <MailboxList mailboxes={state.mailboxes} />
    </>
  );
}

/** What a screen reader says on its own: a progress bar is no live region. Speaks at each tenth only. */
function Announcement({ done, total }: { readonly done: number; readonly total: number }): React.JSX.Element {
  const tenth = total === 0 ? 0 : Math.floor((done / total) * 10);
  return (
    <p className="visually-hidden" role="status">
      {tenth > 0 && (
        <FormattedMessage id="practice.announce.moving" values={{ done: Math.ceil((tenth * total) / 10), total }} />
      )}
    </p>
  );
}
