/** A released version: three numbers. What has more to it is a version to be tried out, and is never offered. */
const released = /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/u;

/** Whether it is the version of a release. */
export function isReleased(version: string): boolean {
  return released.test(version);
}

/** Whether one version of a release is newer than what runs. What runs may be a version to be tried out, as `1.0.0-rc.1`. */
export function isNewer(version: string, running: string): boolean {
  const [core = '', ...more] = running.split('-');
  if (!isReleased(version) || !isReleased(core)) return false;
  const order = compare(numbersOf(version), numbersOf(core));
  return order > 0 || (order === 0 && more.length > 0);
}

function numbersOf(version: string): readonly number[] {
  return version.split('.').map(Number);
}

function compare(one: readonly number[], other: readonly number[]): number {
  const place = one.findIndex((number, at) => number !== other[at]);
  return place === -1 ? 0 : (one[place] ?? 0) - (other[place] ?? 0);
}
