const first = 5_000;
const longest = 300_000;

/**
 * How long to wait before the next attempt, in milliseconds: 5 seconds, doubling, at most 5 minutes. The network coming back ends the wait.
 * @param attempts in a row that brought nothing, 1 for the first
 */
export function backOffMs(attempts: number): number {
  return Math.min(longest, first * 2 ** Math.min(Math.max(0, attempts - 1), 10));
}
