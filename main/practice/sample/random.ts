import { createCipheriv, createHash } from 'node:crypto';

/** Numbers that look random and are the same for the same seed, so that every practice move has the same mail. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  chance(probability: number): boolean;
  /** As incompressible as a photo. */
  bytes(length: number): Buffer;
}

/** Mulberry32: small, fast and good enough for letters nobody reads. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    pick: ([first, ...others]) => [first, ...others][between(0, others.length)] ?? first,
    chance: (probability) => next() < probability,
    bytes: (length) => keyStream(String(between(0, 2 ** 31)), length),
  };
}

/** A cipher's key stream: megabytes in a moment, the same for the same seed. */
function keyStream(seed: string, length: number): Buffer {
  const key = createHash('sha256').update(seed).digest().subarray(0, 16);
  return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(length));
}
