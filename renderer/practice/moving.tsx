import { FormattedMessage, useIntl } from 'react-intl';
import type { PracticeStateOf } from '../../shared/ipc/practice-state.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { LiveText } from '../components/live-text.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import { ScreenTitle } from '../components/screen-title.tsx';
import { useQuantities } from '../use-quantities.ts';
import { MailboxList } from './mailbox-list.tsx';

type MovingState = PracticeStateOf<'moving'>;

/** The move while it runs: the whole, and each mailbox. */
export function Moving(props: {
  readonly state: PracticeStateOf<'preparing'> | MovingState;
  readonly onStop: () => void;
}): React.JSX.Element {
  const { state } = props;
  const intl = useIntl();
  return (
    <>
      <ScreenTitle text={intl.formatMessage({ id: 'practice.title' })} />
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
        <UnderWay state={state} onStop={props.onStop} />
      )}
    </>
  );
}

function UnderWay({ state, onStop }: { readonly state: MovingState; readonly onStop: () => void }): React.JSX.Element {
  const intl = useIntl();
  const { total } = state.messages;
  const isVerifying = state.stage === 'verifying';
  const done = isVerifying ? state.verified : state.messages.done;
  const stage = intl.formatMessage({ id: `practice.stage.${state.stage}` });
  const text = intl.formatMessage({ id: isVerifying ? 'practice.total.verifying' : 'practice.total' }, { done, total });
  return (
    <>
      <section className="card total" aria-labelledby="total-label">
        <div className="total__line">
          <h2 id="total-label">{stage}</h2>
          <span className="total__percent" aria-hidden="true">
            <FormattedMessage id="practice.percent" values={{ percent: total === 0 ? 0 : done / total }} />
          </span>
        </div>
        <ProgressBar size="large" label={stage} text={text} done={done} total={total} />
        <div className="total__line">
          <Facts state={state} text={text} />
          <Button icon="pause" onPress={onStop}>
            <FormattedMessage id="practice.stop" />
          </Button>
        </div>
        <p className="note">
          <Icon name={state.stage === 'stopped' ? 'pause' : 'info'} />
          <FormattedMessage id={`practice.stage.${state.stage}.note`} />
        </p>
        <Announcement stage={stage} done={done} total={total} />
      </section>
      <MailboxList mailboxes={state.mailboxes} stage={state.stage} />
    </>
  );
}

function Facts({ state, text }: { readonly state: MovingState; readonly text: string }): React.JSX.Element {
  const { bytes } = useQuantities();
  return (
    <p className="total__facts">
      <span>{text}</span>
      <span>
        <FormattedMessage id="practice.bytes" values={{ bytes: bytes(state.bytesDone) }} />
      </span>
    </p>
  );
}

/** What a screen reader says on its own: a progress bar is no live region. Speaks at a new stage and at each tenth only. */
function Announcement(props: {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}): React.JSX.Element {
  const { stage, done, total } = props;
  const tenth = total === 0 ? 0 : Math.floor((done / total) * 10);
  const values = { stage, done: Math.ceil((tenth * total) / 10), total };
  return <LiveText text={useIntl().formatMessage({ id: 'practice.announce' }, values)} />;
}
