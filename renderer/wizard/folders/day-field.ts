/** A moment as a date field writes it, `YYYY-MM-DD` in this computer's time. */
export function dayText(moment: number): string {
  const date = new Date(moment);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The beginning of a day that a date field wrote, in milliseconds since 1970; null for no day, one before 1970, or one to come. */
export function dayStart(text: string, now: number): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return null;
  const [year, month, day] = parts.slice(1).map(Number);
  const moment = new Date(year ?? 0, (month ?? 1) - 1, day).getTime();
  return moment >= 0 && moment <= now && dayText(moment) === text ? moment : null;
}

/** What is offered first: the beginning of this day a year ago. */
export function yearAgo(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear() - 1, date.getMonth(), date.getDate()).getTime();
}
