/** The usual values, and the one that was set elsewhere. */
export function withValue(usual: readonly number[], value: number): readonly number[] {
  return usual.includes(value) ? usual : [...usual, value];
}
