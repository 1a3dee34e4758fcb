import type { Language } from './messages/catalogue.ts';

/** How a language writes quantities. */
interface Ways {
  readonly whole: Intl.NumberFormat;
  readonly oneDigit: Intl.NumberFormat;
  readonly units: readonly [string, string, string, string, string];
  /** What stands between a number and what it counts; never the end of a line where the language asks for that. */
  readonly space: string;
  readonly isOne: (count: number) => boolean;
}

function waysOf(language: Language, rest: Pick<Ways, 'units' | 'space' | 'isOne'>): Ways {
  return {
    ...rest,
    whole: new Intl.NumberFormat(language, { maximumFractionDigits: 0 }),
    oneDigit: new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  };
}

const ways: Readonly<Record<Language, Ways>> = {
  en: waysOf('en', { units: ['B', 'KB', 'MB', 'GB', 'TB'], space: ' ', isOne: (count) => count === 1 }),
  fr: waysOf('fr', { units: ['o', 'ko', 'Mo', 'Go', 'To'], space: '\u00A0', isOne: (count) => count < 2 }),
};
const { oneDigit } = ways.en;

/** `12,300`. */
export function countText(count: number, language: Language = 'en'): string {
  return ways[language].whole.format(count);
}

/** `1 message`, `12,300 messages`. */
export function messagesText(count: number, language: Language = 'en'): string {
  const { space, isOne } = ways[language];
  return `${countText(count, language)}${space}${isOne(count) ? 'message' : 'messages'}`;
}

/** `0 B`, `812 KB`, `4.1 MB`: decimal units, as hosts sell them. */
export function bytesText(bytes: number, language: Language = 'en'): string {
  const { units, space, ...formats } = ways[language];
  if (bytes < 1000) return `${formats.whole.format(bytes)}${space}${units[0]}`;
  let value = bytes / 1000;
  let unit = 1;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${(value < 9.95 ? formats.oneDigit : formats.whole).format(value)}${space}${units[unit] ?? ''}`;
}

/** A percentage that says 100 only when nothing is left. */
export function percent(done: number, total: number): number {
  if (total <= 0) return 100;
  return done >= total ? 100 : Math.min(99, Math.floor((done * 100) / total));
}

/** `14:02`, or with the day when it is not today. `at` and `now` in milliseconds since 1970. */
export function clockText(at: number, now: number): string {
  const date = new Date(at);
  const time = `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
  if (date.toDateString() === new Date(now).toDateString()) return time;
  return `${date.toLocaleDateString('en', { weekday: 'long', day: 'numeric', month: 'long' })}, ${time}`;
}

/** How long something took: `8 seconds`, `12 minutes`, `3 hours 20 minutes`. */
export function durationText(seconds: number): string {
  const plural = (value: number, unit: string): string => `${countText(value)} ${unit}${value === 1 ? '' : 's'}`;
  if (seconds < 10) return `${oneDigit.format(seconds)} seconds`;
  if (seconds < 90) return plural(Math.round(seconds), 'second');
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return plural(minutes, 'minute');
  const rest = minutes % 60;
  return plural(Math.floor(minutes / 60), 'hour') + (rest > 0 ? ` ${plural(rest, 'minute')}` : '');
}
