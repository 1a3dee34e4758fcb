import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimate, type EstimateInput } from '../../../main/engine/plan/estimate.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const GB = 1_000_000_000;
const MB = 1_000_000;

/** 50 kB a message: what it costs besides is then about a quarter of the whole. */
const input: EstimateInput = {
  messages: 20_000,
  bytes: GB,
  down: { messages: 20, bytes: MB, seconds: 1 },
  up: { messages: 20, bytes: MB, seconds: 4 },
  lanes: 4,
  downloadBytesPerDay: null,
  uploadBytesPerDay: null,
  hoursPerDay: 24,
};

describe('estimate', () => {
  it('is a range: all lanes help, or none and both sides take turns', () => {
    expect(estimate(input)).toEqual({ kind: 'range', fromSeconds: 1_000, toSeconds: 5_030, boundBy: 'speed' });
  });

  it('knows nothing without a measurement and without a limit that binds', () => {
    const nothing = { ...input, down: null, up: null };
    expect(estimate(nothing)).toEqual({ kind: 'unknown' });
    expect(estimate({ ...nothing, downloadBytesPerDay: 2.5 * GB })).toEqual({ kind: 'unknown' });
    expect(estimate({ ...input, bytes: null, down: null, up: null, uploadBytesPerDay: MB })).toEqual({
      kind: 'unknown',
    });
  });

  it('takes a side that was not measured for as slow as the other', () => {
    expect(estimate({ ...input, down: null })).toMatchObject({ fromSeconds: 1_000, toSeconds: 8_030 });
  });

  it('says at least how many days a limit takes', () => {
    const big = { ...input, messages: 100_000, bytes: 12.5 * GB, downloadBytesPerDay: 2.5 * GB };
    expect(estimate(big)).toMatchObject({ fromSeconds: 5 * DAY, toSeconds: 6 * DAY, boundBy: 'download-limit' });
    expect(estimate({ ...big, down: null, up: null })).toMatchObject({
      fromSeconds: 5 * DAY,
      boundBy: 'download-limit',
    });
    expect(estimate({ ...big, uploadBytesPerDay: 0.5 * GB })).toMatchObject({
      fromSeconds: 25 * DAY,
      toSeconds: 26 * DAY,
      boundBy: 'upload-limit',
    });
  });

  it('does not mind a limit that what is there fits into', () => {
    expect(estimate({ ...input, downloadBytesPerDay: GB })).toEqual(estimate(input));
  });

  it('stays with the speed where the servers are slower than the limit', () => {
    const slow = { ...input, up: { messages: 20, bytes: MB, seconds: 4_000 }, downloadBytesPerDay: 0.9 * GB };
    expect(estimate(slow)).toMatchObject({ boundBy: 'speed', fromSeconds: 1_000_000 });
  });

  it('adds the nights in which the computer is off', () => {
    // 10 hours at best: the first 8 today, 2 tomorrow.
    const slow = { ...input, up: { messages: 20, bytes: MB, seconds: 144 } };
    expect(estimate(slow)).toMatchObject({ fromSeconds: 10 * HOUR });
    expect(estimate({ ...slow, hoursPerDay: 8 })).toMatchObject({ fromSeconds: 26 * HOUR });
  });

  it('guesses sizes from the sample where none are told', () => {
    const known = estimate(input);
    const guessed = estimate({ ...input, bytes: null });
    if (known.kind !== 'range' || guessed.kind !== 'range') throw new Error('no range');
    expect(guessed.fromSeconds).toBeLessThan(known.fromSeconds);
    expect(guessed.toSeconds).toBeGreaterThan(known.toSeconds);
  });

  it('has something to say about an empty mailbox', () => {
    expect(estimate({ ...input, messages: 0, bytes: 0 })).toMatchObject({ fromSeconds: 0, toSeconds: 30 });
  });
});

const speed = fc.option(
  fc.record({ messages: fc.nat(20), bytes: fc.nat(8 * MB), seconds: fc.double({ min: 0, max: 900, noNaN: true }) }),
);
const anyInput: fc.Arbitrary<EstimateInput> = fc.record({
  messages: fc.nat(1_000_000),
  bytes: fc.option(
    fc.nat(1_000_000).map((kb) => kb * 100_000),
    { freq: 9 },
  ),
  down: speed,
  up: speed,
  lanes: fc.integer({ min: 1, max: 8 }),
  downloadBytesPerDay: fc.option(fc.integer({ min: MB, max: GB })),
  uploadBytesPerDay: fc.option(fc.integer({ min: MB, max: GB })),
  hoursPerDay: fc.integer({ min: 1, max: 24 }),
});

describe('estimate, for any move', () => {
  it('is a range of numbers that can be shown', () => {
    fc.assert(
      fc.property(anyInput, (one) => {
        const made = estimate(one);
        if (made.kind === 'unknown') return;
        expect(Number.isFinite(made.toSeconds)).toBe(true);
        expect(made.fromSeconds).toBeGreaterThanOrEqual(0);
        expect(made.toSeconds).toBeGreaterThanOrEqual(made.fromSeconds);
      }),
    );
  });

  it('never promises to be faster than a limit allows', () => {
    fc.assert(
      fc.property(anyInput, (one) => {
        const made = estimate(one);
        for (const perDay of [one.downloadBytesPerDay, one.uploadBytesPerDay]) {
          if (made.kind === 'unknown' || one.bytes === null || perDay === null || one.bytes <= perDay) continue;
          expect(made.fromSeconds).toBeGreaterThanOrEqual((one.bytes / perDay) * DAY * 0.999999);
        }
      }),
    );
  });

  it('grows with the bytes, and shrinks with the hours of a day', () => {
    fc.assert(
      fc.property(anyInput, fc.nat(GB), (one, more) => {
        if (one.bytes === null) return;
        const made = estimate(one);
        const larger = estimate({ ...one, bytes: one.bytes + more });
        const longer = estimate({ ...one, hoursPerDay: 24 });
        if (made.kind === 'unknown') return;
        if (larger.kind === 'unknown' || longer.kind === 'unknown') throw new Error('known before');
        expect(larger.fromSeconds).toBeGreaterThanOrEqual(made.fromSeconds);
        expect(larger.toSeconds).toBeGreaterThanOrEqual(made.toSeconds);
        expect(longer.fromSeconds).toBeLessThanOrEqual(made.fromSeconds);
        expect(longer.toSeconds).toBeLessThanOrEqual(made.toSeconds);
      }),
    );
  });
});
