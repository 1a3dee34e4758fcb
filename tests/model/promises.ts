import { expect } from 'vitest';
import { doubled } from '../engine/two-computers.ts';
import { atSource, replay, type Replayed } from './replay.ts';
import type { Schedule } from './schedule.ts';

/** Plays a schedule with the real engine, and checks after each run what protocol.pml asserts. */
export async function expectPromises(schedule: Schedule, what: string): Promise<void> {
  const runs = await replay(schedule);
  expect(runs.length, what).toBeGreaterThan(0);
  runs.forEach((run, index) => {
    expectPromisesOf(run, `${what}, run ${String(index + 1)}`);
  });
}

function expectPromisesOf({ outcome, there, ours }: Replayed, what: string): void {
  const { end, failed, waiting, altered, shortfalls } = outcome;
  const saysAll = end === 'finished' && failed + waiting + altered + shortfalls.length === 0;
  for (const content of ['x', 'y'] as const) {
    expect(ours[content], `${what}: ${content} never twice by us`).toBeLessThanOrEqual(atSource[content]);
    if (!saysAll) continue;
    expect(there[content], `${what}: ${content} never lost`).toBeGreaterThanOrEqual(atSource[content]);
    if (doubled(outcome) > 0) continue;
    expect(there[content], `${what}: no second ${content} untold`).toBe(atSource[content]);
  }
}
