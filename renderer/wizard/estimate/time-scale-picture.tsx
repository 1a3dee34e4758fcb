import { FormattedMessage, useIntl } from 'react-intl';
import type { EstimateView, RunOptions } from '../../../shared/ipc/estimate-view.ts';
import { useQuantities } from '../../use-quantities.ts';
import { timeScale, type TimeScale } from './time-scale.ts';

/** From now to the end on a line: sure to be copying up to the earliest end, perhaps up to the latest one. The caption says the same. */
export function TimeScalePicture(props: {
  readonly estimate: Extract<EstimateView['estimate'], { kind: 'range' }>;
  readonly options: RunOptions;
  readonly now: number;
}): React.JSX.Element {
  const { estimate, options, now } = props;
  const { day, moment } = useQuantities();
  const isLater = options.startAt !== null && options.startAt > now;
  const start = isLater ? (options.startAt ?? now) : now;
  const run = {
    now,
    start,
    earliest: start + estimate.fromSeconds * 1000,
    latest: start + estimate.toSeconds * 1000,
  };
  const scale = timeScale(run);
  // An end days away is not known to the hour.
  const isFar = run.latest - now > 2 * 86_400_000;
  const about = (end: number): string => (isFar ? day(end) : moment(rounded(end, now), now));
  const values = {
    start: moment(start, now),
    earliest: about(run.earliest),
    latest: about(run.latest),
  };
  const caption = scale === null ? 'estimate.scale.short' : isLater ? 'estimate.scale.text' : 'estimate.scale.textNow';
  return (
    <figure className="scale">
      {scale && <Line scale={scale} isLater={isLater} />}
      <figcaption className="quiet">
        <FormattedMessage id={caption} values={values} />
      </figcaption>
    </figure>
  );
}

function Line({ scale, isLater }: { readonly scale: TimeScale; readonly isLater: boolean }): React.JSX.Element {
  const percent = (part: number): string => `${String(part * 100)}%`;
  const part = (from: number, to: number): React.CSSProperties => ({
    insetInlineStart: percent(from),
    inlineSize: percent(to - from),
  });
  return (
    <div className="scale__line" aria-hidden="true">
      <div className="scale__track">
        <span className="scale__sure" style={part(scale.start, scale.earliest)} />
        <span className="scale__perhaps" style={part(scale.earliest, scale.latest)} />
        {isLater && <span className="scale__start" style={{ insetInlineStart: percent(scale.start) }} />}
      </div>
      <Ticks scale={scale} />
    </div>
  );
}

function Ticks({ scale }: { readonly scale: TimeScale }): React.JSX.Element {
  const intl = useIntl();
  const isLong = scale.ticks.every(({ moment }) => new Date(moment).getHours() === 0);
  return (
    <div className="scale__ticks">
      <span className="scale__tick scale__tick--now">
        <FormattedMessage id="estimate.scale.now" />
      </span>
      {scale.ticks.map(({ at, moment }) => (
        <span key={moment} className={tickClass(at)} style={{ insetInlineStart: `${String(at * 100)}%` }}>
          {isLong
            ? intl.formatDate(moment, { weekday: 'short', day: 'numeric' })
            : intl.formatTime(moment, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}
        </span>
      ))}
    </div>
  );
}

/** An end hours away is not known to the minute. */
function rounded(moment: number, now: number): number {
  const step = moment - now > 6 * 3_600_000 ? 3_600_000 : 300_000;
  return Math.round(moment / step) * step;
}

/** Words at the edges would run into others, or out of the picture: their marks stay. */
function tickClass(at: number): string {
  if (at < 0.14 || at > 0.96) return 'scale__tick scale__tick--bare';
  return at < 0.4 ? 'scale__tick scale__tick--early' : 'scale__tick';
}
