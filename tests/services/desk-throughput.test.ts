import { describe, expect, it } from 'vitest';
import { Throughput } from '../../main/services/desk/throughput.ts';

const START = Date.UTC(2026, 0, 1);

/** Bytes of all points together. */
function area({ everySeconds, points }: ReturnType<Throughput['view']>): number {
  return points.reduce((sum, rate) => sum + rate * everySeconds, 0);
}

describe('throughput', () => {
  it('says nothing before a second note', () => {
    const throughput = new Throughput();
    expect(throughput.view().points).toEqual([]);
    throughput.note(5_000_000, START);
    expect(throughput.view().points).toEqual([]);
  });

  it('is bytes per second, and what was done before the first note does not count', () => {
    const throughput = new Throughput();
    for (let second = 0; second <= 10; second++) throughput.note(5_000_000 + second * 300, START + second * 1000);
    expect(throughput.view()).toEqual({ everySeconds: 1, points: Array.from({ length: 10 }, () => 300) });
  });

  it('covers a run of any length with at most 120 points, and loses no byte', () => {
    for (const seconds of [119, 120, 121, 240, 241, 3_600, 86_400, 1_000_000]) {
      const throughput = new Throughput();
      const step = Math.max(1, Math.floor(seconds / 500));
      for (let at = 0; at <= seconds; at += step) throughput.note(at * 1000, START + at * 1000);
      const view = throughput.view();
      const covered = Math.floor(seconds / step) * step;
      expect(view.points.length).toBeLessThanOrEqual(120);
      expect(view.points.length).toBeGreaterThan(Math.min(58, seconds / 2));
      for (const rate of view.points) expect(rate).toBeCloseTo(1000, 6);
      // But for a last stretch that has only begun.
      expect(view.everySeconds * view.points.length).toBeGreaterThan(covered - view.everySeconds);
    }
  });

  it('keeps the shape when neighbours are merged: fast, then nothing, then slow', () => {
    const throughput = new Throughput();
    let bytes = 0;
    for (let second = 0; second < 960; second++) {
      throughput.note(bytes, START + second * 1000);
      bytes += second < 320 ? 900 : second < 640 ? 0 : 90;
    }
    throughput.note(bytes, START + 960_000);
    const { everySeconds, points } = throughput.view();
    expect(everySeconds).toBe(8);
    expect(points.slice(0, 39)).toEqual(Array.from({ length: 39 }, () => 900));
    expect(points.slice(41, 79)).toEqual(Array.from({ length: 38 }, () => 0));
    expect(points.slice(81)).toEqual(Array.from({ length: 39 }, () => 90));
    expect(area(throughput.view())).toBeCloseTo(bytes, 3);
  });

  it('spreads what came between two notes over the time between them, also over a sleep of hours', () => {
    const throughput = new Throughput();
    throughput.note(0, START);
    throughput.note(1000, START + 1000);
    throughput.note(9_001_000, START + 9_001_000);
    const view = throughput.view();
    expect(view.points.every((rate) => Math.abs(rate - 1000) < 0.001)).toBe(true);
    expect(view.points.length).toBeGreaterThan(60);
  });

  it('shows a stretch that has begun only once half of it is over', () => {
    const throughput = new Throughput();
    throughput.note(0, START);
    throughput.note(100, START + 400);
    expect(throughput.view().points).toEqual([]);
    throughput.note(150, START + 500);
    expect(throughput.view().points).toEqual([300]);
  });

  it('counts nothing while the number falls or the clock is turned back', () => {
    const throughput = new Throughput();
    throughput.note(1000, START);
    throughput.note(400, START + 1000);
    throughput.note(500, START + 2000);
    throughput.note(600, START - 50_000);
    throughput.note(600, START + 3000);
    const view = throughput.view();
    expect(view.points.every((rate) => rate >= 0 && Number.isFinite(rate))).toBe(true);
    expect(area(view)).toBeCloseTo(200, 6);
  });

  it('shows the first stretch as empty when all of it fell into one moment', () => {
    const throughput = new Throughput();
    throughput.note(0, START);
    throughput.note(500, START);
    expect(throughput.view().points).toEqual([]);
    throughput.note(500, START + 1000);
    expect(throughput.view().points).toEqual([500]);
  });
});
