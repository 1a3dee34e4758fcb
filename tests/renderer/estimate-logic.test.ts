import { describe, expect, test } from 'vitest';
import { headline } from '../../renderer/wizard/estimate/headline.ts';
import { roundDown } from '../../renderer/wizard/estimate/round-down.ts';
import { nextTime, timeText } from '../../renderer/wizard/estimate/start-time.ts';
import { timeScale } from '../../renderer/wizard/estimate/time-scale.ts';
import { limited, sampleEstimate, unknown } from './estimate-samples.ts';

const hour = 3_600_000;

describe('headline', () => {
  test('is a range where speed decides, and the limit where a limit does', () => {
    expect(headline(sampleEstimate())).toEqual({ kind: 'range', fromSeconds: 7200, toSeconds: 14_400 });
    expect(headline(limited)).toMatchObject({ kind: 'limit', limit: { side: 'source', provider: 'Google' } });
    expect(headline({ ...limited, limits: [] })).toMatchObject({ kind: 'limit', limit: null });
    expect(headline(unknown)).toEqual({ kind: 'unknown', isMeasured: false });
    expect(headline({ ...unknown, up: sampleEstimate().up })).toEqual({ kind: 'unknown', isMeasured: true });
  });

  test.each([
    [30, 60],
    [59 * 60 + 59, 59 * 60],
    [7000, 6300],
    [30_000, 28_800],
    [5.6 * 86_400, 5.5 * 86_400],
  ])('a least time of %i seconds is said as %i', (seconds, said) => {
    expect(roundDown(seconds)).toBe(said);
  });
});

describe('start', () => {
  const now = new Date(2026, 10, 21, 14, 2).getTime();
  test('is the next time a clock shows it', () => {
    expect(nextTime('22:00', now)).toBe(new Date(2026, 10, 21, 22, 0).getTime());
    expect(nextTime('14:02', now)).toBe(new Date(2026, 10, 22, 14, 2).getTime());
    expect(nextTime('03:10', now)).toBe(new Date(2026, 10, 22, 3, 10).getTime());
    expect(timeText(nextTime('03:10', now) ?? 0)).toBe('03:10');
  });

  test.each(['', '24:00', '12:60', '1:00', 'noon'])('%s is no time', (text) => {
    expect(nextTime(text, now)).toBeNull();
  });
});

describe('time scale', () => {
  const now = new Date(2026, 10, 21, 14, 2).getTime();
  test.each([0.5, 3, 10, 30, 72, 24 * 12, 24 * 90, 24 * 900, 24 * 9000])(
    'of %d hours has few marks, in order',
    (hours) => {
      const scale = timeScale({ now, start: now, earliest: now + (hours * hour) / 2, latest: now + hours * hour });
      expect(scale?.start).toBe(0);
      expect(scale?.earliest).toBeCloseTo((scale?.latest ?? 0) / 2);
      expect(scale?.latest).toBeLessThan(1);
      const places = scale?.ticks.map(({ at }) => at) ?? [];
      expect(places.length).toBeGreaterThan(0);
      expect(places.length).toBeLessThanOrEqual(6);
      expect(places).toEqual(places.toSorted((one, other) => one - other));
      for (const at of places) expect(at > 0 && at < 1).toBe(true);
    },
  );

  test('of days has its marks at midnight, through the change of clocks as well', () => {
    const autumn = new Date(2026, 9, 23, 9).getTime();
    const scale = timeScale({ now: autumn, start: autumn, earliest: autumn, latest: autumn + 96 * hour });
    expect(scale?.ticks.map(({ moment }) => new Date(moment).getHours())).toEqual([0, 0, 0, 0]);
  });

  test('of minutes is none', () => {
    expect(timeScale({ now, start: now, earliest: now + 60_000, latest: now + 120_000 })).toBeNull();
  });
});
