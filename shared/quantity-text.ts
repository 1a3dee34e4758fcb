const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `12,300`. */
export function countText(count: number): string {
  return whole.format(count);
}

/** `1 message`, `12,300 messages`. */
export function messagesText(count: number): string {
  return `${countText(count)} ${count === 1 ? 'message' : 'messages'}`;
}

/** `0 B`, `812 KB`, `4.1 MB`: decimal units, as hosts sell them. */
export function bytesText(bytes: number): string {
  const units = ['KB', 'MB', 'GB', 'TB'];
  if (bytes < 1000) return `${whole.format(bytes)} B`;
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${(value < 9.95 ? oneDigit : whole).format(value)} ${units[unit] ?? ''}`;
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
