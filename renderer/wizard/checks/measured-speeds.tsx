import { useEffect, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { EstimateView } from '../../../shared/ipc/estimate-view.ts';
import { ask } from '../../bridge.ts';
import { useQuantities } from '../../use-quantities.ts';

/** How fast the write test's samples went, both ways. The estimate has the numbers. Nothing while they are not there. */
export function MeasuredSpeeds(props: { readonly move: string }): React.JSX.Element | null {
  const { move } = props;
  const [estimate, setEstimate] = useState<EstimateView | null>(null);
  useEffect(() => {
    let current = true;
    ask('estimate', { move }).then(
      (found) => current && setEstimate(found),
      () => current && setEstimate(null),
    );
    return () => {
      current = false;
    };
  }, [move]);
  if (!estimate || (!estimate.down && !estimate.up)) return null;
  return (
    <dl className="speeds">
      {estimate.down && <MeasuredSpeed way="down" speed={estimate.down} />}
      {estimate.up && <MeasuredSpeed way="up" speed={estimate.up} />}
    </dl>
  );
}

function MeasuredSpeed(props: {
  readonly way: 'down' | 'up';
  readonly speed: NonNullable<EstimateView['down']>;
}): React.JSX.Element {
  const { bytes, duration } = useQuantities();
  const { way, speed } = props;
  const sample = { count: speed.messages, bytes: bytes(speed.bytes), time: duration(speed.seconds) };
  return (
    <div className="speeds__one">
      <dt>
        <FormattedMessage id={`checks.write.${way}`} />
      </dt>
      <dd>
        <strong>
          <FormattedMessage
            id="checks.write.speed"
            values={{ bytes: bytes(speed.bytes / Math.max(speed.seconds, 0.001)) }}
          />
        </strong>
        <span className="quiet">
          <FormattedMessage id="checks.write.sample" values={sample} />
        </span>
      </dd>
    </div>
  );
}
