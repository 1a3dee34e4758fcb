import type { IntlShape } from 'react-intl';
import { durationText, rangeText } from './duration-text.ts';

/** Writes quantities as people of a language read them. */
export interface Quantities {
  /** `3.4 GB`: decimal units, as hosts sell them. */
  bytes(bytes: number): string;
  /** `12,300`. */
  number(value: number): string;
  /** How long something took or takes: `8 seconds`, `3 hours, 20 minutes`. */
  duration(seconds: number): string;
  /** How long something may take: `between 3 and 5 hours`, `up to 40 minutes`, `about 2 hours`. */
  range(fromSeconds: number, toSeconds: number): string;
  /** `14:02` today, `Sunday at 03:10` within six days, else with the date. Milliseconds since 1970. */
  moment(at: number, now?: number): string;
  /** `November 21, 2026`. Milliseconds since 1970. */
  day(at: number): string;
  /** `38%`; says 100 only when nothing is left. 1 is the whole. */
  percent(fraction: number): string;
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const dayMs = 86_400_000;

/** The quantities of one language. */
export function createQuantities(intl: IntlShape): Quantities {
  return {
    bytes: (bytes) => bytesText(intl, bytes),
    number: (value) => intl.formatNumber(value),
    duration: (seconds) => durationText(intl, seconds),
    range: (from, to) => rangeText(intl, from, to),
    moment: (at, now = Date.now()) => momentText(intl, at, now),
    day: (at) => intl.formatDate(at, { dateStyle: 'long' }),
    percent: (fraction) => intl.formatNumber(honestPercent(fraction) / 100, { style: 'percent' }),
  };
}

function bytesText(intl: IntlShape, bytes: number): string {
  let step = 0;
  let value = bytes;
  // 999.5 would be written as 1,000 of a unit instead of as 1 of the next.
  while (value >= 999.5 && step < byteUnits.length - 1) {
    value /= 1000;
    step += 1;
  }
  const digits = step > 0 && value < 9.95 ? 1 : 0;
  const unit = byteUnits[step] ?? 'byte';
  return intl.formatNumber(value, {
    style: 'unit',
    unit,
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: digits,
  });
}

function momentText(intl: IntlShape, at: number, now: number): string {
  // Always 24 hours: an hour nobody can take for another.
  const time = intl.formatTime(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const days = Math.round((midnight(at) - midnight(now)) / dayMs);
  if (days === 0) return time;
  const day = intl.formatDate(at, Math.abs(days) <= 6 ? { weekday: 'long' } : { dateStyle: 'long' });
  return intl.formatMessage({ id: 'app.moment' }, { day, time });
}

function midnight(at: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function honestPercent(fraction: number): number {
  if (fraction >= 1) return 100;
  return Math.max(0, Math.min(99, Math.floor(fraction * 100)));
}
