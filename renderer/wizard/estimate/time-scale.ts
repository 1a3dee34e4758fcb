/** A mark on the scale: where, from 0 to 1, and when. */
export interface Tick {
  readonly at: number;
  readonly moment: number;
}

/** The time from now to the latest end, as parts of a line from 0 to 1. */
export interface TimeScale {
  readonly start: number;
  readonly earliest: number;
  readonly latest: number;
  /** Full hours or midnights in between, few enough to be read. */
  readonly ticks: readonly Tick[];
}

const hour = 3_600_000;
const day = 24 * hour;
/** Milliseconds between marks that people count in. */
const steps = [
  hour / 4,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  14 * day,
  28 * day,
  91 * day,
  364 * day,
];
/** As many marks as a narrow screen has room for. */
const mostTicks = 5;

/**
 * Lays a run out on a line. All moments in milliseconds since 1970, in their order.
 * @returns null where there is nothing to show: less than a quarter of an hour in all
 */
export function timeScale(run: {
  readonly now: number;
  readonly start: number;
  readonly earliest: number;
  readonly latest: number;
}): TimeScale | null {
  const { now, start, earliest, latest } = run;
  if (latest - now < hour / 4) return null;
  // Some room after the end, so that it is seen as an end.
  const end = now + (latest - now) * 1.06;
  const place = (moment: number): number => (moment - now) / (end - now);
  const step = steps.find((one) => (end - now) / one <= mostTicks) ?? Math.ceil((end - now) / mostTicks / day) * day;
  return {
    start: place(start),
    earliest: place(earliest),
    latest: place(latest),
    ticks: marks(now, end, step).map((moment) => ({ at: place(moment), moment })),
  };
}

/** Round moments of this computer's clock; days are counted by the calendar, since not every day has 24 hours. */
function marks(now: number, end: number, step: number): readonly number[] {
  const date = new Date(now);
  const midnight = new Date(date.getFullYear(), date.getMonth(), date.getDate());
  const found: number[] = [];
  for (let count = 1; ; count += 1) {
    const moment =
      step < day
        ? midnight.getTime() + count * step
        : new Date(date.getFullYear(), date.getMonth(), date.getDate() + count * Math.round(step / day)).getTime();
    if (moment >= end) return found;
    if (moment > now) found.push(moment);
  }
}
