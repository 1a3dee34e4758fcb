import { useId } from 'react';
import { FormattedMessage } from 'react-intl';
import type { RunView } from '../../../shared/ipc/run-view.ts';
import { useQuantities } from '../../use-quantities.ts';
import { chartPaths, chartSize } from './chart-path.ts';

/** The speed over time as a picture, with the same in words below it. It never moves by itself: each new point draws it anew. */
export function ThroughputChart(props: {
  readonly throughput: RunView['throughput'];
  /** Whether it moves now: else the last speed is an old number. */
  readonly isMoving: boolean;
}): React.JSX.Element {
  const { throughput, isMoving } = props;
  const id = useId();
  const { points } = throughput;
  const peak = Math.max(0, ...points);
  const paths = chartPaths(points, peak);
  return (
    <figure className="run-chart">
      <svg
        className="run-chart__picture"
        viewBox={`0 0 ${String(chartSize.width)} ${String(chartSize.height)}`}
        preserveAspectRatio="none"
        role="img"
        aria-labelledby={id}
      >
        <path className="run-chart__area" d={paths.area} />
        <path className="run-chart__line" d={paths.line} vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption id={id} className="run-chart__words">
        <strong>
          <FormattedMessage id="copying.chart.title" />
        </strong>{' '}
        <ChartWords throughput={throughput} peak={peak} isMoving={isMoving} />
      </figcaption>
    </figure>
  );
}

function ChartWords(props: {
  readonly throughput: RunView['throughput'];
  readonly peak: number;
  readonly isMoving: boolean;
}): React.JSX.Element {
  const { throughput, peak, isMoving } = props;
  const quantities = useQuantities();
  const { points, everySeconds } = throughput;
  if (points.length < 2 || peak === 0) return <FormattedMessage id="copying.chart.early" />;
  const now = isMoving ? (points.at(-1) ?? 0) : 0;
  const values = {
    now: quantities.bytes(now),
    peak: quantities.bytes(peak),
    time: quantities.duration(points.length * everySeconds),
  };
  return <FormattedMessage id={now === 0 ? 'copying.chart.text.still' : 'copying.chart.text'} values={values} />;
}
