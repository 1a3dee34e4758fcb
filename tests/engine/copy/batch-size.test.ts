import { describe, expect, it } from 'vitest';
import { BatchSize, SMALLEST_BATCH } from '../../../main/engine/copy/batch-size.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const MEGABYTE = 1024 * 1024;
const MOST = 8 * MEGABYTE;

/** A link on which each APPEND takes a while, and its bytes their time. */
class TimedLink {
  readonly clock = new FakeClock();
  readonly size = new BatchSize(MOST, this.clock);
  sent = 0;
  readonly #bytesPerSecond: number;
  readonly #eachMs: number;

  constructor(bytesPerSecond: number, eachMs = 0) {
    this.#bytesPerSecond = bytesPerSecond;
    this.#eachMs = eachMs;
  }

  async send(times: number, bytes?: number): Promise<void> {
    for (let n = 0; n < times; n++) {
      const batch = bytes ?? this.size.bytes;
      this.sent += batch;
      await this.size.measure(batch, () => {
        this.clock.skip(this.#eachMs + (batch * 1_000) / this.#bytesPerSecond);
        return Promise.resolve();
      });
    }
  }
}

describe('how large a batch is', () => {
  it('begins small, doubles at most, and is at its largest within a few batches of a fast link', async () => {
    const link = new TimedLink(100 * MEGABYTE, 40);
    const seen = [link.size.bytes];
    for (let n = 0; n < 5; n++) {
      await link.send(1);
      seen.push(link.size.bytes);
    }
    expect(seen).toEqual([1, 2, 4, 8, 16, 32].map((times) => times * SMALLEST_BATCH));
    await link.send(10);
    expect(link.size.bytes).toBe(MOST);
  });

  it.each([0.25, 0.5, 1, 2])('is what the link carries in about two seconds: %d MB a second', async (megabytes) => {
    const link = new TimedLink(megabytes * MEGABYTE, 20);
    await link.send(10);
    const seconds = link.size.bytes / (megabytes * MEGABYTE);
    expect(seconds).toBeGreaterThan(1);
    expect(seconds).toBeLessThan(3.1);
  });

  it('is never below the smallest, nor above the most', async () => {
    const slow = new TimedLink(10_000);
    await slow.send(5);
    for (let n = 0; n < 9; n++) slow.size.interrupted();
    expect(slow.size.bytes).toBe(SMALLEST_BATCH);
    expect(new BatchSize(500, slow.clock).bytes).toBe(500);
  });

  it('does not shrink because a server takes its time with each, however small', async () => {
    const link = new TimedLink(20 * MEGABYTE, 3_000);
    await link.send(12);
    expect(link.size.bytes).toBeGreaterThan(4 * MEGABYTE);
  });

  it('learns nothing of larger batches from one that was small for want of messages', async () => {
    const link = new TimedLink(100 * MEGABYTE);
    await link.send(20, 1_000);
    expect(link.size.bytes).toBe(SMALLEST_BATCH);
  });

  it('is a quarter after an interruption, and grows slowly where it was interrupted', async () => {
    const link = new TimedLink(100 * MEGABYTE);
    await link.send(10);
    link.size.interrupted();
    expect(link.size.bytes).toBe(MOST / 4);
    await link.send(1);
    expect(link.size.bytes).toBe(MOST / 2);
    await link.send(1);
    expect(link.size.bytes).toBe((MOST / 2) * 1.25);
  });
});

describe('how much is fetched ahead', () => {
  const rows = (size: number): { size: number }[] => Array.from({ length: 1_000 }, () => ({ size }));

  it('is one batch at first, and at least one message', () => {
    const { size } = new TimedLink(1);
    expect(size.together(rows(SMALLEST_BATCH / 4))).toBe(4);
    expect(size.together(rows(50 * MEGABYTE))).toBe(1);
    expect(size.ahead).toBe(SMALLEST_BATCH);
  });

  it('is what the link carries in a second, once that is known, until it breaks', async () => {
    const link = new TimedLink(4 * MEGABYTE);
    await link.send(1);
    expect(link.size.ahead).toBe(4 * MEGABYTE);
    link.size.interrupted();
    expect(link.size.ahead).toBe(link.size.bytes);
  });

  it('is some of the largest batches on the fastest link, and never less than one', async () => {
    const fast = new TimedLink(100 * MEGABYTE);
    await fast.send(8);
    expect(fast.size.ahead).toBe(4 * MOST);
    const slow = new TimedLink(10_000);
    await slow.send(2);
    expect(slow.size.ahead).toBe(SMALLEST_BATCH);
  });
});
