const hour = 3600;
const day = 86_400;

/** A least time as one says it: half days above two days, hours above six hours, quarters of an hour above one, else minutes. */
export function roundDown(seconds: number): number {
  const step = seconds >= 2 * day ? day / 2 : seconds >= 6 * hour ? hour : seconds >= hour ? hour / 4 : 60;
  return Math.max(step, Math.floor(seconds / step) * step);
}
