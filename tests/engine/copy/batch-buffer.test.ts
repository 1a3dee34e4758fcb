import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BatchBuffer, ByteBudget } from '../../../main/engine/copy/batch-buffer.ts';

interface Item {
  readonly name: number;
  readonly bytes: number;
}

async function fill(buffer: BatchBuffer<Item>, sizes: readonly number[]): Promise<void> {
  for (const [name, bytes] of sizes.entries()) await buffer.put({ name, bytes });
  buffer.end();
}

async function drain(buffer: BatchBuffer<Item>, maxItems: number, seen: (batch: Item[]) => void): Promise<void> {
  for (let batch = await buffer.next(maxItems); batch; batch = await buffer.next(maxItems)) {
    seen(batch);
    await turn();
    buffer.release(batch.reduce((sum, { bytes }) => sum + bytes, 0));
  }
  buffer.close();
}

test('several buffers on one budget: everything comes out once, in order, in bounds, and none waits for ever', async () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(sizes, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 6 }),
      async (lanes, capacity, batchBytes, maxItems) => {
        const budget = new ByteBudget(capacity);
        await Promise.all(
          lanes.map(async (lane) => {
            const buffer = new BatchBuffer<Item>(budget, batchBytes);
            const out: number[] = [];
            const reading = drain(buffer, maxItems, (batch) => {
              const bytes = batch.reduce((sum, item) => sum + item.bytes, 0);
              expect(batch.length).toBeLessThanOrEqual(maxItems);
              expect(batch.length === 1 || bytes <= batchBytes).toBe(true);
              expect(batch.length === 1 || bytes <= Math.max(capacity, 40)).toBe(true);
              out.push(...batch.map(({ name }) => name));
            });
            await Promise.all([fill(buffer, lane), reading]);
            expect(out).toEqual(lane.map((_, index) => index));
          }),
        );
        expect(budget.hasRoomFor(Number.MAX_SAFE_INTEGER)).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});

test('a writer that waits learns that the reader gave up, and the other way round', async () => {
  const buffer = new BatchBuffer<Item>(new ByteBudget(10), 10);
  await buffer.put({ name: 1, bytes: 10 });
  const waiting = expect(buffer.put({ name: 2, bytes: 10 })).rejects.toThrow('gave up');
  buffer.fail(new Error('gave up'));
  await waiting;
  await expect(buffer.next(5)).rejects.toThrow('gave up');
});

test('what a closed buffer held is free for others', async () => {
  const budget = new ByteBudget(10);
  const one = new BatchBuffer<Item>(budget, 10);
  await one.put({ name: 1, bytes: 10 });
  const other = new BatchBuffer<Item>(budget, 10);
  const put = other.put({ name: 2, bytes: 5 });
  one.close();
  await put;
  expect(await other.next(1)).toEqual([{ name: 2, bytes: 5 }]);
});
