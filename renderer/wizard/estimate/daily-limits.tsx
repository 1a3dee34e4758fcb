import { FormattedMessage } from 'react-intl';
import type { EstimateView } from '../../../shared/ipc/estimate-view.ts';
import { Chip } from '../../components/chip.tsx';
import { Foreign } from '../../components/foreign.tsx';
import { useQuantities } from '../../use-quantities.ts';

/** What the providers allow in a day, as far as somebody has written it down, and who. */
export function DailyLimits({ limits }: { readonly limits: EstimateView['limits'] }): React.JSX.Element {
  return (
    <div className="limits">
      <h3 className="limits__title">
        <FormattedMessage id="estimate.limits" />
      </h3>
      {limits.length === 0 ? (
        <p className="quiet">
          <FormattedMessage id="estimate.limits.none" />
        </p>
      ) : (
        <ul className="limits__list">
          {limits.map((limit) => (
            <DailyLimit key={limit.side} limit={limit} />
          ))}
        </ul>
      )}
    </div>
  );
}

function DailyLimit({ limit }: { readonly limit: EstimateView['limits'][number] }): React.JSX.Element {
  const { bytes } = useQuantities();
  const { side, provider, bytesPerDay, source, confirmed } = limit;
  return (
    <li className="limits__one">
      <p className="limits__line">
        <span>
          <FormattedMessage
            id={`estimate.limits.${side}`}
            values={{ provider: <Foreign text={provider} />, bytes: bytes(bytesPerDay) }}
          />
        </span>
        <Chip tone={confirmed ? 'good' : 'info'} icon={confirmed ? 'check' : 'info'}>
          <FormattedMessage id={confirmed ? 'estimate.limits.confirmed' : 'estimate.limits.unconfirmed'} />
        </Chip>
      </p>
      {!confirmed && (
        <p className="quiet">
          <FormattedMessage id="estimate.limits.unconfirmedText" />
        </p>
      )}
      <p className="quiet limits__source">
        <FormattedMessage id="estimate.limits.read" values={{ source: <Foreign text={source} /> }} />
      </p>
    </li>
  );
}
