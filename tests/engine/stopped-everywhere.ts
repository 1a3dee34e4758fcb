import { expect, test } from 'vitest';
import type { MigrationSettings } from '../../main/engine/settings.ts';
import { lost } from '../support/memory-session.ts';
import type { MemoryMove } from '../support/memory-move.ts';
import { Guillotine, Killed, release } from './guillotine.ts';

/**
 * Every so many steps in `npm test`; at each one in `npm run soak`.
 * @param here what `npm test` has the time for
 */
export function strideOf(here: number): number {
  return process.env['HOMING_EVERY_STEP'] === undefined ? here : 1;
}

/** For the name of a test. */
export function everyStep(stride: number): string {
  return stride === 1 ? 'at every step' : `at one step in ${String(stride)}`;
}

/** A move that is stopped everywhere. */
export interface Stopped<Move extends MemoryMove> {
  /** Of the server. */
  readonly name: string;
  readonly fresh: () => Move;
  readonly settings?: Partial<MigrationSettings>;
  /** Runs it to its end, compares, and runs it again to see that nothing is left to do. */
  readonly complete: (move: Move, what: string) => Promise<void>;
  /** Every so many steps: 1 for what is the first of its kind, more for its variants. See {@link strideOf}. */
  readonly stride: { readonly kill: number; readonly loss: number };
  /** Fewer mean that something is not counted any more. */
  readonly leastSteps: number;
}

/** The tests of exactly-once: killed, cut off, or its journal lost at each step, and complete afterwards. */
export function testStoppedEverywhere<Move extends MemoryMove>(stopped: Stopped<Move>): void {
  const { name, settings = {} } = stopped;
  const stride = { kill: strideOf(stopped.stride.kill), loss: strideOf(stopped.stride.loss) };

  test(`${name}: killed ${everyStep(stride.kill)}, resumed, complete, and nothing to do after`, async () => {
    const steps = await stepsOf(stopped, () => new Killed(), true);
    expect(steps).toBeGreaterThan(stopped.leastSteps);
    await atSteps(stopped, { steps, stride: stride.kill, stop: () => new Killed() }, async (move, guillotine, what) => {
      await expect(move.run(settings, undefined, guillotine.guard(move.journal)), what).rejects.toThrow(Killed);
      release(move);
    });
  });

  test(`${name}: connection lost ${everyStep(stride.loss)}, the same run goes on and ends complete`, async () => {
    const steps = await stepsOf(stopped, lost, false);
    await atSteps(stopped, { steps, stride: stride.loss, stop: lost }, async (move, _guillotine, what) => {
      expect(await move.run(settings), what).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
      release(move);
    });
  });

  test(`${name}: journal lost ${everyStep(stride.loss)}, a new one reconciles`, async () => {
    const steps = await stepsOf(stopped, () => new Killed(), false);
    await atSteps(
      stopped,
      { steps, stride: stride.loss, stop: () => new Killed() },
      async (move, _guillotine, what) => {
        await expect(move.run(settings), what).rejects.toThrow(Killed);
        release(move);
        move.loseJournal();
      },
    );
  });
}

async function stepsOf<Move extends MemoryMove>(
  { fresh, settings = {} }: Stopped<Move>,
  stop: () => Error,
  withJournal: boolean,
): Promise<number> {
  const whole = new Guillotine(Number.POSITIVE_INFINITY, stop);
  const move = fresh();
  whole.watch(move);
  await move.run(settings, undefined, withJournal ? whole.guard(move.journal) : move.journal);
  move.journal.close();
  return whole.steps;
}

async function atSteps<Move extends MemoryMove>(
  { fresh, complete }: Stopped<Move>,
  { steps, stride, stop }: { readonly steps: number; readonly stride: number; readonly stop: () => Error },
  run: (move: Move, guillotine: Guillotine, what: string) => Promise<void>,
): Promise<void> {
  for (let step = 1; step <= steps; step += stride) {
    const move = fresh();
    const guillotine = new Guillotine(step, stop);
    guillotine.watch(move);
    const what = `stopped at step ${String(step)}`;
    await run(move, guillotine, what);
    await complete(move, what);
    move.journal.close();
  }
}
