import { expect, test } from 'vitest';
import { Patience } from '../support/providers/patience.ts';
import { THROTTLED_NO } from '../support/providers/microsoft-server.ts';
import { readEvents, startHoming, startMove } from './homing.ts';

/** Runs until the pause is told, and is then interrupted. @returns when the pause ends, and how the process did */
async function untilPaused(
  move: Awaited<ReturnType<typeof startMove>>,
): Promise<{ until: number; code: number | null }> {
  const homing = startHoming(['run', ...move.args, '--json'], move.environment);
  await homing.says('"event":"paused"');
  homing.child.kill('SIGINT');
  const { code, stdout } = await homing.ended;
  // What the process said last may still be on its way.
  await expect.poll(() => move.source.connections).toBe(0);
  const paused = readEvents(stdout).find(({ event }) => event === 'paused');
  expect(paused).toMatchObject({ reason: 'throttled', side: 'source' });
  return { until: Number(paused?.['until']), code };
}

test('a pause that a server asked for outlasts the process: the next one waits for the same moment, and asks for nothing before', async () => {
  const patience = new Patience({ now: () => Date.now() });
  await using move = await startMove({ script: patience.script({ command: 'UID FETCH', nth: 2 }, THROTTLED_NO) });
  const first = await untilPaused(move);
  expect(Math.abs(first.until - (patience.pleas[0]?.until ?? 0))).toBeLessThan(30_000);
  const said = move.source.log.length;
  const second = await untilPaused(move);
  expect([first.code, second.code]).toEqual([3, 3]);
  // Another connection may have been told a moment later.
  expect(Math.abs(second.until - first.until)).toBeLessThan(30_000);
  expect(move.source.log).toHaveLength(said);
});
