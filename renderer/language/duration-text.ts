import type { IntlShape } from 'react-intl';

const minute = 60;
const hour = 3600;
const day = 86_400;

type Unit = 'day' | 'hour' | 'minute' | 'second';
type Part = readonly [amount: number, unit: Unit];

/** How long something took: the two largest units that say something. */
export function durationText(intl: IntlShape, seconds: number): string {
  return join(intl, parts(seconds), 'long');
}

function parts(seconds: number): readonly Part[] {
  if (seconds < 90) return [[Math.round(seconds), 'second']];
  const minutes = Math.round(seconds / minute);
  if (minutes < 90) return [[minutes, 'minute']];
  if (minutes < 48 * 60) return pair([Math.floor(minutes / 60), 'hour'], [minutes % 60, 'minute']);
  const hours = Math.round(minutes / 60);
  return pair([Math.floor(hours / 24), 'day'], [hours % 24, 'hour']);
}

const pair = (large: Part, small: Part): readonly Part[] => [large, small].filter(([amount]) => amount > 0);

function join(intl: IntlShape, list: readonly Part[], unitDisplay: 'long' | 'short'): string {
  const texts = list.map(([amount, unit]) => intl.formatNumber(amount, { style: 'unit', unit, unitDisplay }));
  // Short parts stand side by side: an "and" within one end of a range would read as its other end.
  return intl.formatList(texts, { type: 'unit', style: unitDisplay === 'long' ? 'long' : 'narrow' });
}

/**
 * How long something may take, no finer than one can honestly say: minutes below an hour, quarters of an hour below six hours, hours
 * below a day, then half days. The range is widened to that, never narrowed.
 */
export function rangeText(intl: IntlShape, fromSeconds: number, toSeconds: number): string {
  const step = roundingStep(toSeconds);
  const from = Math.floor(Math.min(fromSeconds, toSeconds) / step) * step;
  const to = Math.max(step, Math.ceil(toSeconds / step) * step);
  if (to <= minute) return intl.formatMessage({ id: 'app.range.moment' });
  if (from === 0) return intl.formatMessage({ id: 'app.range.upTo' }, { to: rounded(intl, to) });
  if (from === to) return intl.formatMessage({ id: 'app.range.about' }, { to: rounded(intl, to) });
  const unit = sharedUnit(from, to);
  if (unit === null) {
    const [low, high] = [from, to].map((seconds) => join(intl, roundedParts(seconds), 'short'));
    return intl.formatMessage({ id: 'app.range.mixed' }, { from: low, to: high });
  }
  return intl.formatMessage({ id: `app.range.${unit.name}` }, { from: from / unit.seconds, to: to / unit.seconds });
}

/** Seconds; as the engine rounds the time left of a copy. */
function roundingStep(seconds: number): number {
  if (seconds < hour) return minute;
  if (seconds < 6 * hour) return hour / 4;
  return seconds < day ? hour : day / 2;
}

/** The unit in which both ends can be said without a fraction; half days are said as such. */
function sharedUnit(from: number, to: number): { readonly name: 'days' | 'hours' | 'minutes'; seconds: number } | null {
  if (to >= day && from >= day / 2) return { name: 'days', seconds: day };
  if (from % hour === 0 && to % hour === 0) return { name: 'hours', seconds: hour };
  return to < hour ? { name: 'minutes', seconds: minute } : null;
}

function rounded(intl: IntlShape, seconds: number): string {
  return join(intl, roundedParts(seconds), 'long');
}

function roundedParts(seconds: number): readonly Part[] {
  if (seconds >= day) return [[seconds / day, 'day']];
  return pair([Math.floor(seconds / hour), 'hour'], [Math.round((seconds % hour) / minute), 'minute']);
}
