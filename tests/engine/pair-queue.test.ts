import { expect, test } from 'vitest';
import { PairQueue } from '../../main/engine/pair-queue.ts';

const nothing = { dependsOn: () => [], destinationOf: String };

test('hands out each pair once, in order', async () => {
  const queue = new PairQueue([3, 1, 2], nothing);
  expect([await queue.take(), await queue.take(), await queue.take(), await queue.take()]).toEqual([3, 1, 2, null]);
  expect(queue.isEmpty).toBe(true);
});

test('a pair waits for those it depends on', async () => {
  const queue = new PairQueue([1, 2, 3], { ...nothing, dependsOn: (pair) => (pair === 1 ? [3] : []) });
  expect([await queue.take(), await queue.take()]).toEqual([2, 3]);
  let third: number | null = null;
  const taken = queue.take().then((pair) => (third = pair));
  await Promise.resolve();
  expect(third).toBeNull();
  queue.done(3);
  await taken;
  expect(third).toBe(1);
});

test('pairs with one destination are never worked on at a time, and keep their order', async () => {
  const queue = new PairQueue([1, 2, 3, 4], { ...nothing, destinationOf: (pair) => (pair === 3 ? 'own' : 'one') });
  expect([await queue.take(), await queue.take()]).toEqual([1, 3]);
  const next = [queue.take(), queue.take()];
  const taken: (number | null)[] = [];
  for (const one of next) void one.then((pair) => taken.push(pair));
  queue.done(3);
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(taken).toEqual([]);
  queue.done(1);
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(taken).toEqual([2]);
  queue.done(2);
  await Promise.all(next);
  expect(taken).toEqual([2, 4]);
});
