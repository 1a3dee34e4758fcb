import { FormattedMessage } from 'react-intl';
import type { EstimateView } from '../../../shared/ipc/estimate-view.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { useQuantities } from '../../use-quantities.ts';
import { DailyLimits } from './daily-limits.tsx';

/** What the estimate is based on: how much, how fast, and what the providers allow. */
export function EstimateFacts(props: { readonly move: string; readonly view: EstimateView }): React.JSX.Element {
  const { move, view } = props;
  const { bytes } = useQuantities();
  const isMeasured = view.down !== null || view.up !== null;
  const amount = {
    messages: view.messages,
    hasBytes: view.bytes === null ? 'no' : 'yes',
    bytes: bytes(view.bytes ?? 0),
  };
  return (
    <section className="card estimate__facts" aria-labelledby="estimate-facts">
      <h2 id="estimate-facts">
        <FormattedMessage id="estimate.facts" />
      </h2>
      <dl className="basis">
        <div className="basis__one">
          <dt>
            <FormattedMessage id="estimate.facts.amount" />
          </dt>
          <dd>
            <FormattedMessage id="estimate.facts.amount.value" values={amount} />
          </dd>
        </div>
        <SpeedFact way="down" speed={view.down} />
        <SpeedFact way="up" speed={view.up} />
      </dl>
      {!isMeasured && (
        <div className="estimate__measure">
          <p className="quiet">
            <FormattedMessage id="estimate.facts.measure" />
          </p>
          <Button onPress={() => void ask('goToStep', { move, step: 'checks' })}>
            <FormattedMessage id="estimate.facts.toChecks" />
          </Button>
        </div>
      )}
      <DailyLimits limits={view.limits} />
    </section>
  );
}

function SpeedFact(props: { readonly way: 'down' | 'up'; readonly speed: EstimateView['down'] }): React.JSX.Element {
  const { way, speed } = props;
  const { bytes } = useQuantities();
  return (
    <div className="basis__one">
      <dt>
        <FormattedMessage id={`estimate.facts.${way}`} />
      </dt>
      <dd>
        {speed === null ? (
          <FormattedMessage id="estimate.facts.notMeasured" />
        ) : (
          <>
            <FormattedMessage
              id="estimate.facts.speed"
              values={{ bytes: bytes(speed.bytes / Math.max(speed.seconds, 0.001)) }}
            />{' '}
            <span className="quiet">
              <FormattedMessage
                id="estimate.facts.sample"
                values={{ count: speed.messages, bytes: bytes(speed.bytes) }}
              />
            </span>
          </>
        )}
      </dd>
    </div>
  );
}
