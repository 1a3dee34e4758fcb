import { FormattedMessage, useIntl } from 'react-intl';
import type { UpdateOffer } from '../../shared/ipc/updates-view.ts';
import { ask } from '../bridge.ts';
import { Button } from '../components/button.tsx';
import { LiveText } from '../components/live-text.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import { useQuantities } from '../use-quantities.ts';

/** How far it has come. */
export function UpdateFetching(props: {
  readonly offer: UpdateOffer;
  /** 0 to 100. */
  readonly percent: number;
}): React.JSX.Element {
  const { offer, percent } = props;
  const intl = useIntl();
  const quantities = useQuantities();
  const label = intl.formatMessage({ id: 'updates.fetching' }, { version: offer.version });
  const tenth = Math.floor(percent / 10) / 10;
  return (
    <div className="updates__offer">
      <LiveText text={`${label} ${quantities.percent(tenth)}`} />
      <p className="updates__fetching">
        <span>{label}</span>
        <span>{quantities.percent(percent / 100)}</span>
      </p>
      <ProgressBar label={label} text={quantities.percent(percent / 100)} done={percent} total={100} size="small" />
      <div className="updates__actions">
        <Button onPress={() => void ask('cancelUpdate')}>
          <FormattedMessage id="updates.stop" />
        </Button>
      </div>
    </div>
  );
}
