import { expect, test } from 'vitest';
import { playSeed } from '../support/quirky/play-seed.ts';

/** Those of the quick tests are not repeated. */
const FIRST = 1_001;
const SEEDS = Number(process.env['HOMING_SEEDS'] ?? 3_000);
/** More stories than this nobody reads. */
const TOLD = 5;

test(`${String(SEEDS)} pairs of quirky servers: nothing is doubled, nothing is missing without being named`, async () => {
  const failed: number[] = [];
  const stories: string[] = [];
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
    try {
      await playSeed(seed);
    } catch (error) {
      failed.push(seed);
      if (stories.length < TOLD) stories.push(error instanceof Error ? error.message : String(error));
    }
  }
  expect(failed, stories.join('\n\n')).toEqual([]);
});
