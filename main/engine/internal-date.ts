const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DATE_TIME = /^\s?(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})$/;

/**
 * Milliseconds since 1970 of an INTERNALDATE such as `17-Jul-1996 02:44:25 -0700` (RFC 9051 `date-time`),
 * or null for anything else.
 */
export function epochOf(internalDate: string): number | null {
  const match = DATE_TIME.exec(internalDate);
  if (!match) return null;
  const [, day, month = '', year, hour, minute, second, sign, zoneHour, zoneMinute] = match;
  const index = MONTHS.indexOf(month.toLowerCase());
  if (index < 0) return null;
  const local = Date.UTC(Number(year), index, Number(day), Number(hour), Number(minute), Number(second));
  const zone = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000;
  return sign === '-' ? local + zone : local - zone;
}

/** Whether two INTERNALDATEs name the same instant; unreadable ones only when they are the same text. */
export function sameInstant(one: string, other: string): boolean {
  const left = epochOf(one);
  return left === null ? one === other : left === epochOf(other);
}
