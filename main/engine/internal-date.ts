const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** RFC 9051 `date-time`, and what servers send in its place: a day of one digit, two digits for the year, no seconds, no zone. */
const DATE_TIME =
  /^\s*(\d{1,2})-([A-Za-z]{3})-(\d{4}|\d{2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4}|[A-Za-z]{1,5})?\s*$/;
/** RFC 5322 `date-time`, as in a Date field. */
const MESSAGE_DATE =
  /^\s*(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4}|\d{2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4}|[A-Za-z]{1,5})?(?:\s*\([^)]*\))*\s*$/;
/** As the RFC has it, to the letter. */
const STRICT = /^(?: \d|\d\d)-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{4} \d\d:\d\d:\d\d [+-]\d{4}$/;
/** Hours from UTC of the zones that RFC 5322 4.3 still knows by name; all others say nothing. */
const NAMED_ZONES: Readonly<Record<string, number>> = {
  EDT: -4,
  EST: -5,
  CDT: -5,
  CST: -6,
  MDT: -6,
  MST: -7,
  PDT: -7,
  PST: -8,
};
const FURTHEST_ZONE = 14 * 60;

interface DateAndZone {
  /** Milliseconds since 1970. */
  readonly epoch: number;
  /** Minutes east of UTC. */
  readonly zone: number;
}

/**
 * Milliseconds since 1970 of an INTERNALDATE such as `17-Jul-1996 02:44:25 -0700` (RFC 9051 `date-time`), or of what servers were seen to
 * send in its place; null for what is no date.
 */
export function epochOf(internalDate: string): number | null {
  return readDate(internalDate)?.epoch ?? null;
}

/** Whether two INTERNALDATEs name the same instant; unreadable ones only when they are the same text. */
export function sameInstant(one: string, other: string): boolean {
  const left = epochOf(one);
  return left === null ? one === other : left === epochOf(other);
}

/**
 * A date as APPEND takes it (RFC 9051 6.3.12): the given one where it can be read, in the RFC's form; null else.
 * @param text INTERNALDATE as a server sent it, or the Date field of a message
 */
export function wireDate(text: string): string | null {
  const date = readDate(text);
  if (date === null) return null;
  return STRICT.test(text) ? text : writeDate(date);
}

/** An instant as APPEND takes it, in UTC. @param epoch milliseconds since 1970 */
export function wireDateOf(epoch: number): string {
  return writeDate({ epoch, zone: 0 });
}

function readDate(text: string): DateAndZone | null {
  const match = DATE_TIME.exec(text) ?? MESSAGE_DATE.exec(text);
  if (!match) return null;
  const [, day, monthName = '', year = '', hour, minute, second = '0', zoneText = ''] = match;
  const month = MONTHS.indexOf(monthName.toLowerCase());
  const zone = zoneOf(zoneText);
  const numbers = [fullYear(year), month, Number(day), Number(hour), Number(minute), Number(second)] as const;
  if (month < 0 || zone === null || !isClockTime(numbers)) return null;
  const local = new Date(0);
  // Not Date.UTC, which takes the first century for the twentieth.
  local.setUTCFullYear(numbers[0], month, numbers[2]);
  // A leap second is the one before, or it would be of the next day.
  local.setUTCHours(numbers[3], numbers[4], Math.min(59, numbers[5]));
  return local.getUTCMonth() === month ? { epoch: local.getTime() - zone * 60_000, zone } : null;
}

/** RFC 5322 4.3. */
function fullYear(year: string): number {
  if (year.length > 2) return Number(year);
  return Number(year) + (Number(year) < 50 ? 2000 : 1900);
}

/** What the month is too short for shows in the result. */
function isClockTime([year, , day, hour, minute, second]: readonly [
  number,
  number,
  number,
  number,
  number,
  number,
]): boolean {
  return year > 0 && day > 0 && day <= 31 && hour < 24 && minute < 60 && second <= 60;
}

/** Minutes east of UTC; null for what cannot be. */
function zoneOf(text: string): number | null {
  const digits = /^([+-])(\d\d)(\d\d)$/.exec(text);
  if (!digits) return (NAMED_ZONES[text.toUpperCase()] ?? 0) * 60;
  const minutes = Number(digits[2]) * 60 + Number(digits[3]);
  if (Number(digits[3]) > 59 || minutes > FURTHEST_ZONE) return null;
  return digits[1] === '-' ? -minutes : minutes;
}

function writeDate({ epoch, zone }: DateAndZone): string {
  const local = new Date(epoch + zone * 60_000);
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${two(local.getUTCDate())}-${MONTH_NAMES[local.getUTCMonth()] ?? 'Jan'}-${String(local.getUTCFullYear()).padStart(4, '0')}`;
  const time = [local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds()].map(two).join(':');
  const east = Math.abs(zone);
  return `${day} ${time} ${zone < 0 ? '-' : '+'}${two(Math.floor(east / 60))}${two(east % 60)}`;
}
