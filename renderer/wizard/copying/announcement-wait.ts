/** What can be said of a run by itself. */
export interface Sayable {
  /** Names the state; a new one is said at once. */
  readonly state: string;
  /** Tenths of the whole that are done. */
  readonly tenth: number;
}

const leastMs = 60_000;

/**
 * How long to wait before the words for screen readers may change, in milliseconds; null when there is nothing new to say.
 * A new state is said at once, a new tenth at most once a minute.
 * @param last what was said, and when; null when nothing was
 * @param now milliseconds since 1970
 */
export function announcementWait(
  last: (Sayable & { readonly at: number }) | null,
  next: Sayable,
  now: number,
): number | null {
  if (!last || last.state !== next.state) return 0;
  return last.tenth === next.tenth ? null : Math.max(0, last.at + leastMs - now);
}
