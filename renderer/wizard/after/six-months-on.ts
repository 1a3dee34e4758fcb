/**
 * The same day half a year later, at nine in the morning here; the last day of the month where it has no such day.
 * @param now milliseconds since 1970
 * @returns milliseconds since 1970
 */
export function sixMonthsOn(now: number): number {
  const date = new Date(now);
  const lastDay = new Date(date.getFullYear(), date.getMonth() + 7, 0).getDate();
  return new Date(date.getFullYear(), date.getMonth() + 6, Math.min(date.getDate(), lastDay), 9).getTime();
}
