import { describe, expect, test } from 'vitest';
import type { MigrationOutcome } from '../../shared/model/migration-event.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { lost } from '../support/memory-session.ts';
import { contents, MemoryMove } from '../support/memory-move.ts';
import { Guillotine, Killed, release } from './guillotine.ts';
import { strideOf } from './stopped-everywhere.ts';
import { ALL, doubled, oldAccount, servers } from './two-computers.ts';

/**
 * A second computer that appends the same messages into the same mailbox, all in one moment: at one step of the move, which is killed there, or
 * loses its connection, or goes on. Whatever happens: no message is lost, none is there more often than once for each computer, nothing is
 * removed, and the report tells what is there twice.
 */
describe.each(Object.entries(servers))('a second writer at each step, with %s', (name, rules) => {
  const stride = strideOf(name === 'UIDPLUS' ? 3 : 9);

  function secondWriter(move: MemoryMove): () => void {
    const mine = move.source.mailbox('INBOX').messages;
    return () => {
      for (const { body, flags, internalDate } of mine) move.destination.put('INBOX', { body, flags, internalDate });
    };
  }

  /** All steps of a move, and those before its last look, which cannot see what comes after it. */
  async function stepsOf(): Promise<{ readonly steps: number; readonly beforeLook: number }> {
    const move = new MemoryMove(oldAccount(), new MemoryMail(rules));
    let [steps, beforeLook] = [0, 0];
    move.source.onStep = () => void steps++;
    move.destination.onStep = (command, when) => {
      if (command === 'inspect' && when === 'before') beforeLook = steps;
      steps++;
    };
    await move.run();
    return { steps, beforeLook };
  }

  test.each([
    ['goes on', null],
    ['loses its connection', lost],
    ['is killed', () => new Killed()],
  ])('the move %s', async (_what, stop) => {
    const { steps, beforeLook } = await stepsOf();
    for (let step = 1; step <= steps; step += stride) {
      const move = new MemoryMove(oldAccount(), new MemoryMail(rules));
      const write = secondWriter(move);
      const guillotine = new Guillotine(step, () => {
        write();
        return stop?.() ?? new Uneventful();
      });
      watchWith(guillotine, move);
      const ended = await move.run().catch((error: unknown) => error);
      if (ended instanceof Error) expect(ended).toBeInstanceOf(Killed);
      release(move);
      const outcome = ended instanceof Error ? await move.run() : (ended as MigrationOutcome);
      const what = `at step ${String(step)}`;
      expect(outcome, what).toMatchObject({ end: 'finished', failed: 0, waiting: 0, altered: 0 });
      expect(outcome.copied + outcome.alreadyThere, what).toBe(ALL);
      const there = contents(move.destination, 'INBOX');
      for (const [one, count] of counts(contents(move.source, 'INBOX'))) {
        const found = counts(there).get(one) ?? 0;
        expect(found, what).toBeGreaterThanOrEqual(count);
        expect(found, what).toBeLessThanOrEqual(2 * count);
      }
      if (step <= beforeLook) expect(doubled(outcome), what).toBe(there.length - ALL);
      expect(doubled(await move.verify('quick')), what).toBe(there.length - ALL);
      expect(move.destination.commands, what).not.toContain('remove');
      move.journal.close();
    }
  });
});

/** Nothing happens to the move. */
class Uneventful extends Error {}

function watchWith(guillotine: Guillotine, move: MemoryMove): void {
  const step = (): void => {
    try {
      guillotine.step();
    } catch (error) {
      if (!(error instanceof Uneventful)) throw error;
    }
  };
  move.source.onStep = step;
  move.destination.onStep = step;
}

function counts(all: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...Map.groupBy(all, (one) => one)].map(([one, group]) => [one, group.length]));
}
