import { expect, test } from 'vitest';
import { awkwardAccount } from '../support/awkward-mail.ts';
import { lost, MemoryMail } from '../support/memory-mail.ts';
import { allContents, MemoryMove } from '../support/memory-move.ts';
import { Guillotine, Killed, release } from './guillotine.ts';

function freshMove(rules: ConstructorParameters<typeof MemoryMail>[0] = {}): MemoryMove {
  return new MemoryMove(awkwardAccount(), new MemoryMail(rules));
}

async function expectComplete(move: MemoryMove, what: string): Promise<void> {
  const outcome = await move.run();
  expect(outcome, what).toMatchObject({ end: 'finished', failed: 0, waiting: 0, altered: 0 });
  expect(allContents(move.destination), what).toEqual(allContents(move.source));
  move.destination.commands.length = 0;
  await move.run();
  expect(move.destination.commands, `${what}: nothing left to do`).toEqual(['inspect']);
}

const servers = {
  'UIDPLUS and MULTIAPPEND': {},
  'MULTIAPPEND without UIDPLUS': { uidPlus: false },
  'neither UIDPLUS nor MULTIAPPEND': { uidPlus: false, multiAppend: false },
};

for (const [name, rules] of Object.entries(servers)) {
  // Every step for the usual kind of server, every third for the others, to keep the inner loop short.
  const stride = name === 'UIDPLUS and MULTIAPPEND' ? 1 : 3;

  test(`${name}: killed at every step, resumed, complete, and nothing to do after`, async () => {
    const whole = new Guillotine(Number.POSITIVE_INFINITY, () => new Killed());
    const untouched = freshMove(rules);
    whole.watch(untouched);
    await untouched.run({}, undefined, whole.guard(untouched.journal));
    expect(whole.steps).toBeGreaterThan(150);
    for (let step = 1; step <= whole.steps; step += stride) {
      const move = freshMove(rules);
      const guillotine = new Guillotine(step, () => new Killed());
      guillotine.watch(move);
      await expect(move.run({}, undefined, guillotine.guard(move.journal)), `step ${String(step)}`).rejects.toThrow(
        Killed,
      );
      release(move);
      await expectComplete(move, `killed at step ${String(step)}`);
    }
  });

  test(`${name}: connection lost at every step, the same run goes on and ends complete`, async () => {
    const whole = new Guillotine(Number.POSITIVE_INFINITY, lost);
    const untouched = freshMove(rules);
    whole.watch(untouched);
    await untouched.run();
    for (let step = 1; step <= whole.steps; step += stride) {
      const move = freshMove(rules);
      const guillotine = new Guillotine(step, lost);
      guillotine.watch(move);
      const outcome = await move.run();
      expect(outcome, `step ${String(step)}`).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
      release(move);
      await expectComplete(move, `cut at step ${String(step)}`);
    }
  });

  test(`${name}: journal lost at every step, a new one reconciles`, async () => {
    const whole = new Guillotine(Number.POSITIVE_INFINITY, () => new Killed());
    const untouched = freshMove(rules);
    whole.watch(untouched);
    await untouched.run();
    for (let step = 1; step <= whole.steps; step += stride) {
      const move = freshMove(rules);
      const guillotine = new Guillotine(step, () => new Killed());
      guillotine.watch(move);
      await expect(move.run()).rejects.toThrow(Killed);
      release(move);
      move.loseJournal();
      await expectComplete(move, `journal lost at step ${String(step)}`);
    }
  });
}

test('an APPEND that the server finishes after the connection died is not sent twice', async () => {
  const move = freshMove();
  let appends = 0;
  move.destination.onStep = (name, when) => {
    if (name === 'append' && when === 'before' && ++appends === 2) move.destination.late = [];
  };
  // The server is still busy when we look for the first time, and done before the second look.
  move.clock.onSleep = (ms) => {
    if (ms === 1_000) move.destination.finishLate();
  };
  await move.run();
  release(move);
  await expectComplete(move, 'late APPEND');
});
