import { test } from 'vitest';
import { playSeed } from '../support/quirky/play-seed.ts';

/** A test for each seed: whatever both servers do, nothing is doubled, and nothing is missing without being named. */
export function testSeeds(first: number, last: number): void {
  const seeds = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  test.each(seeds)('seed %i: nothing is doubled, nothing is missing without being named', async (seed) => {
    await playSeed(seed);
  });
}
