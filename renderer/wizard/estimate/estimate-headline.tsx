import { FormattedMessage } from 'react-intl';
import type { EstimateView } from '../../../shared/ipc/estimate-view.ts';
import { Foreign } from '../../components/foreign.tsx';
import { useQuantities } from '../../use-quantities.ts';
import { headline } from './headline.ts';
import { roundDown } from './round-down.ts';

/** How long it takes, in one sentence, and what one can do meanwhile. */
export function EstimateHeadline({ view }: { readonly view: EstimateView }): React.JSX.Element {
  const head = headline(view);
  return (
    <div className="estimate__headline">
      <p className="estimate__sentence" role="status">
        <Sentence view={view} />
      </p>
      <p className="quiet">
        {head.kind === 'unknown' ? (
          <FormattedMessage id={head.isMeasured ? 'estimate.unknown.measured' : 'estimate.unknown.notMeasured'} />
        ) : (
          <FormattedMessage id="estimate.after" />
        )}
      </p>
    </div>
  );
}

function Sentence({ view }: { readonly view: EstimateView }): React.JSX.Element {
  const { bytes, duration, range } = useQuantities();
  const head = headline(view);
  if (head.kind === 'unknown') return <FormattedMessage id="estimate.lead.unknown" />;
  if (head.kind === 'range') {
    return <FormattedMessage id="estimate.lead.range" values={{ range: range(head.fromSeconds, head.toSeconds) }} />;
  }
  const { limit } = head;
  const least = duration(roundDown(head.seconds));
  if (!limit) return <FormattedMessage id="estimate.lead.limit" values={{ duration: least }} />;
  return (
    <FormattedMessage
      id={limit.side === 'source' ? 'estimate.lead.download-limit' : 'estimate.lead.upload-limit'}
      values={{ duration: least, provider: <Foreign text={limit.provider} />, bytes: bytes(limit.bytesPerDay) }}
    />
  );
}
