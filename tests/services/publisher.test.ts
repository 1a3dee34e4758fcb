import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPublisher } from '../../main/services/desk/publisher.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test.each([
  ['goes on', 0],
  ['is set back', -3_600_000],
  ['is set forward', 3_600_000],
])('the first change is told at once and the next ones together soon after, when the clock %s', async (_what, ms) => {
  const told: (string | null)[] = [];
  const publisher = createPublisher((move) => void told.push(move));
  publisher.touch('a');
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual(['a']);

  vi.setSystemTime(Date.now() + ms);
  publisher.touch('a');
  publisher.touch('b');
  publisher.touch('a');
  await vi.advanceTimersByTimeAsync(200);
  expect(told).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(200);
  expect(told).toEqual(['a', 'a', 'b']);
});
