import { describe, expect, it } from 'vitest';
import { estimateView, type EstimateInput } from '../../main/services/desk/estimate/estimate-view.ts';
import { defaultRunOptions, estimateView as shape, type EstimateView } from '../../shared/ipc/estimate-view.ts';

const HOUR = 3600;
const GB = 1_000_000_000;
const limit = (value: number) => ({ value, source: 'somebody said so', confirmed: false });
const speed = { messages: 20, bytes: 2_000_000, seconds: 1.5 };

function view(change: Partial<EstimateInput>): EstimateView {
  const input = {
    plan: { messages: 20_000, bytes: 4 * GB },
    recent: null,
    rehearsal: { down: speed, up: speed },
    options: defaultRunOptions,
    lanes: 4,
    source: null,
    destination: null,
    ...change,
  };
  return shape.parse(estimateView(input));
}

function range(found: EstimateView): Extract<EstimateView['estimate'], { kind: 'range' }> {
  if (found.estimate.kind !== 'range') throw new Error('no range');
  return found.estimate;
}

describe('the estimate', () => {
  it('is a range by the speeds of the write test, and says what it is based on', () => {
    const found = view({});
    expect(range(found).boundBy).toBe('speed');
    expect(range(found).fromSeconds).toBeLessThan(range(found).toSeconds);
    expect(found).toMatchObject({ messages: 20_000, bytes: 4 * GB, down: speed, up: speed, limits: [] });
  });

  it('knows nothing without speeds and limits', () => {
    expect(view({ rehearsal: null }).estimate).toEqual({ kind: 'unknown' });
    expect(view({ rehearsal: { down: null, up: null } }).estimate).toEqual({ kind: 'unknown' });
  });

  it('names the daily limits of both providers, each in its direction', () => {
    const limits = { downloadBytesPerDay: limit(2.5 * GB), uploadBytesPerDay: limit(0.5 * GB) };
    const both = view({ source: { name: 'Gmail', limits }, destination: { name: 'Other\u202E', limits } });
    expect(both.limits).toEqual([
      ...[{ side: 'source', provider: 'Gmail', bytesPerDay: 2.5 * GB, source: 'somebody said so', confirmed: false }],
      ...[
        { side: 'destination', provider: 'Other', bytesPerDay: GB / 2, source: 'somebody said so', confirmed: false },
      ],
    ]);
    // A move stays a twentieth below what is stated.
    expect(range(both)).toMatchObject({ boundBy: 'upload-limit' });
    expect(range(both).fromSeconds).toBeCloseTo((8 * 24 * HOUR) / 0.95, 0);
    const source = view({ source: { name: 'Gmail', limits } });
    expect(range(source).boundBy).toBe('download-limit');
    expect(range(source).fromSeconds).toBeCloseTo((38.4 * HOUR) / 0.95, 0);
    expect(view({ source: { name: 'Host' } }).limits).toEqual([]);
  });

  it('takes no less than the chosen bandwidth allows', () => {
    const options = { ...defaultRunOptions, bytesPerSecond: 100_000 };
    expect(range(view({ options })).fromSeconds).toBe(40_000);
    expect(range(view({ options })).toSeconds).toBeGreaterThanOrEqual(40_000);
    // Eleven hours of work in two days of eight hours.
    const daytime = range(view({ options: { ...options, hoursPerDay: 8 } }));
    expect(daytime.fromSeconds).toBe(40_000 + 16 * HOUR);
    expect(daytime.toSeconds).toBeGreaterThanOrEqual(daytime.fromSeconds + 16 * HOUR);
    const wide = view({ options: { ...options, bytesPerSecond: 10 * GB } });
    expect(wide.estimate).toEqual(view({}).estimate);
  });

  it('leaves the reason with the bandwidth where it is the slower one', () => {
    const source = { name: 'Gmail', limits: { downloadBytesPerDay: limit(2.5 * GB) } };
    const slow = view({ source, options: { ...defaultRunOptions, bytesPerSecond: 10_000 } });
    expect(range(slow)).toMatchObject({ boundBy: 'speed', fromSeconds: 400_000 });
    const fast = view({ source, options: { ...defaultRunOptions, bytesPerSecond: 10_000_000 } });
    expect(range(fast).boundBy).toBe('download-limit');
  });
});
