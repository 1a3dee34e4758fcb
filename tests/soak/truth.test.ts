import { expect, test } from 'vitest';
import { playSeed } from '../support/quirky/play-seed.ts';

/** Those of the quick tests are not repeated. */
const FIRST = 1_001;
const SEEDS = Number(process.env['HOMING_SEEDS'] ?? 3_000);

test(`${String(SEEDS)} pairs of quirky servers: nothing is doubled, nothing is missing without being named`, async () => {
  const failures: string[] = [];
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
    try {
      await playSeed(seed);
    } catch (error) {
      failures.push(`seed ${String(seed)}\n${error instanceof Error ? error.message : String(error)}`);
    }
  }
  expect(failures.join('\n\n')).toBe('');
});
