const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DATE_TIME = /^([ 0-3]\d)-([A-Z][a-z]{2})-(\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})$/i;
const DATE = /^(\d{1,2})-([A-Z][a-z]{2})-(\d{4})$/i;
const DAY_MS = 86_400_000;

/** INTERNALDATE in UTC, `date-time` of RFC 9051 9. */
export function formatInternalDate(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${two(date.getUTCDate())}-${MONTHS[date.getUTCMonth()] ?? ''}-${String(date.getUTCFullYear())}`;
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
}

/** The moment in milliseconds, or null when it is no `date-time`. */
export function parseInternalDate(text: string): number | null {
  const match = DATE_TIME.exec(text);
  if (match === null) return null;
  const day = dayNumber(match[1], match[2], match[3]);
  if (day === null) return null;
  const seconds = (Number(match[4]) * 60 + Number(match[5])) * 60 + Number(match[6]);
  const zone = (Number(match[8]) * 60 + Number(match[9])) * 60 * (match[7] === '-' ? -1 : 1);
  return day * DAY_MS + (seconds - zone) * 1000;
}

/** Days since 1970 of an INTERNALDATE, disregarding time and zone as SEARCH does (RFC 9051 6.4.4). */
export function dayOfInternalDate(text: string): number {
  const match = DATE_TIME.exec(text);
  return (match === null ? null : dayNumber(match[1], match[2], match[3])) ?? 0;
}

/** Days since 1970 of SEARCH's `date`, such as `1-Feb-1994`; null when it is none. */
export function parseDay(text: string): number | null {
  const match = DATE.exec(text);
  return match === null ? null : dayNumber(match[1], match[2], match[3]);
}

function dayNumber(day = '', month = '', year = ''): number | null {
  const index = MONTHS.findIndex((name) => name.toLowerCase() === month.toLowerCase());
  const date = new Date(0);
  date.setUTCFullYear(Number(year), index, Number(day));
  const real = index !== -1 && date.getUTCMonth() === index && date.getUTCDate() === Number(day);
  return real ? Math.floor(date.getTime() / DAY_MS) : null;
}
