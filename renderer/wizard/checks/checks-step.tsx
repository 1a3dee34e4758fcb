import { FormattedMessage, useIntl } from 'react-intl';
import type { ChecksView } from '../../../shared/ipc/checks-view.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { LiveText } from '../../components/live-text.tsx';
import { Notice } from '../../components/notice.tsx';
import { useQuantities } from '../../use-quantities.ts';
import type { StepProps } from '../step-props.ts';
import { Step } from '../step.tsx';
import { countVerdicts } from './count-verdicts.ts';
import { CheckRow } from './check-row.tsx';
import { SidesPicture } from './sides-picture.tsx';
import { useAnnouncement } from './use-announcement.ts';
import { useChecks } from './use-checks.ts';
import { WhyNotYet } from './why-not-yet.tsx';
import { whyNot } from './why-not.ts';

/** Looks at both mailboxes before anything moves, and tells what it found. */
export function ChecksStep({ move }: StepProps): React.JSX.Element {
  const intl = useIntl();
  const { run, failed } = useChecks(move);
  const { checks } = move;
  const reason = whyNot(checks);
  const isBusy = checks.state === 'running' || (checks.state === 'not-run' && !failed);
  const main = {
    label: intl.formatMessage({ id: 'checks.continue' }),
    onPress: () => void ask('goToStep', { move: move.id, step: 'folders' }),
    isDisabled: !checks.mayGoOn,
  };
  return (
    <Step move={move} step="checks" lead={<FormattedMessage id="checks.lead" />} main={main}>
      <div className="checks">
        <LiveText text={useAnnouncement(checks)} />
        <SidesPicture move={move} />
        {failed && <Notice tone="fail" role="alert" title={<FormattedMessage id="checks.failedToStart" />} />}
        <section className="card checks__card" aria-labelledby="checks-list">
          <ChecksHead isBusy={isBusy} checks={checks} onRun={run} />
          <ul className="checks__list">
            {checks.lines.map((line) => (
              <CheckRow key={line.id} move={move} line={line} />
            ))}
          </ul>
        </section>
        {reason && <WhyNotYet reason={reason} />}
      </div>
    </Step>
  );
}

function ChecksHead(props: {
  readonly isBusy: boolean;
  readonly checks: ChecksView;
  readonly onRun: () => void;
}): React.JSX.Element {
  const { isBusy, checks, onRun } = props;
  const { at, lines } = checks;
  const { moment } = useQuantities();
  return (
    <div className="checks__head">
      <div>
        <h2 id="checks-list">
          <FormattedMessage id="checks.list" />
        </h2>
        {at !== null && !isBusy && (
          <p className="quiet">
            <FormattedMessage id="checks.summary" values={countVerdicts(lines)} />
            <br />
            <FormattedMessage id="checks.checkedAt" values={{ moment: moment(at) }} />
          </p>
        )}
      </div>
      <Button icon="refresh" isBusy={isBusy} onPress={onRun}>
        <FormattedMessage id="checks.again" />
      </Button>
    </div>
  );
}
