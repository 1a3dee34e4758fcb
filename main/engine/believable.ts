/** Clocks of one computer differ by less between two looks, unless one was wrong. Milliseconds. */
const SLACK_MS = 5 * 60_000;

/**
 * Whether something can have happened at a moment: what lies in the future was written when the clock was wrong, and is not believed. A clock
 * that was once a year ahead must not make anybody wait for a year. Milliseconds since 1970.
 */
export function canHaveBeen(at: number, now: number): boolean {
  return at <= lastBelieved(now);
}

/** The latest moment at which something can have happened. */
export function lastBelieved(now: number): number {
  return now + SLACK_MS;
}
