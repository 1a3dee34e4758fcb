import { randomInt } from 'node:crypto';

/** A number from 0 up to, but not including, 1. */
export type Random = () => number;

/**
 * Even numbers that are the same for the same seed (mulberry32): a choice to be repeated, not a secret.
 * @param seed left out, it is a new one each time
 */
export function seededRandom(seed: number = randomInt(2 ** 32)): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
