const DAY = 86_400_000;

/**
 * From where on mail of the last days counts as recent: the beginning of a day in UTC, as servers count days in a search, and the same for
 * whoever asks twice on one day. Milliseconds since 1970.
 */
export function recentSince(now: number, days: number): number {
  return (Math.floor(now / DAY) - days) * DAY;
}
