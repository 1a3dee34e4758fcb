import { expect, test } from 'vitest';
import { defaultSettings } from '../../../main/engine/settings.ts';
import { MemoryMail } from '../../support/memory-mail.ts';
import { lost } from '../../support/memory-session.ts';
import { contents } from '../../support/memory-move.ts';
import { Guillotine, Killed, release } from '../guillotine.ts';
import { everyStep, strideOf } from '../stopped-everywhere.ts';
import {
  account,
  expectLabels,
  expectSame,
  labelMove,
  OrderedMove,
  put,
  sent,
  settings,
  unreadableIn,
} from './ordered-move.ts';

async function expectComplete(move: OrderedMove, what: string): Promise<void> {
  expect(await move.run(settings), what).toMatchObject({
    end: 'finished',
    failed: 0,
    waiting: 0,
    // The one whose date cannot be read has the one of its Date field.
    altered: unreadableIn(move),
  });
  expectSame(move, what);
  move.destination.commands.length = 0;
  move.source.commands.length = 0;
  await move.run(settings);
  const nothingToDo = ['inspect', 'inspect'];
  expect([...move.source.commands, ...move.destination.commands], `${what}: nothing left`).toEqual(nothingToDo);
}

/** Every step: in the soak. */
const kinds = {
  'a plain account': { make: (): OrderedMove => new OrderedMove(account()), stride: strideOf(2) },
  'a server without UIDPLUS': {
    make: (): OrderedMove => new OrderedMove(account(), { uidPlus: false, multiAppend: false }),
    stride: strideOf(7),
  },
};

for (const [name, { make, stride }] of Object.entries(kinds)) {
  test(`${name}: killed ${everyStep(stride)}, it goes on in the right part and is complete`, async () => {
    const whole = new Guillotine(Number.POSITIVE_INFINITY, () => new Killed());
    const untouched = make();
    whole.watch(untouched);
    await untouched.run(settings, undefined, whole.guard(untouched.journal));
    expect(whole.steps).toBeGreaterThan(150);
    for (let step = 1; step <= whole.steps; step += stride) {
      const move = make();
      const guillotine = new Guillotine(step, () => new Killed());
      guillotine.watch(move);
      await expect(move.run(settings, undefined, guillotine.guard(move.journal))).rejects.toThrow(Killed);
      release(move);
      await expectComplete(move, `killed at step ${String(step)}`);
      expect(move.turn, `order, killed at step ${String(step)}`).toBe(5);
      move.journal.close();
    }
  });

  test(`${name}: connection or journal lost at any step`, async () => {
    const whole = new Guillotine(Number.POSITIVE_INFINITY, lost);
    const untouched = make();
    whole.watch(untouched);
    await untouched.run(settings);
    for (let step = 1; step <= whole.steps; step += stride) {
      const cut = make();
      new Guillotine(step, lost).watch(cut);
      expect(await cut.run(settings), `cut at ${String(step)}`).toMatchObject({ end: 'finished', waiting: 0 });
      release(cut);
      await expectComplete(cut, `cut at step ${String(step)}`);
      cut.journal.close();

      const move = make();
      new Guillotine(step, () => new Killed()).watch(move);
      await expect(move.run(settings)).rejects.toThrow(Killed);
      release(move);
      move.loseJournal();
      await expectComplete(move, `journal lost at step ${String(step)}`);
      move.journal.close();
    }
  });
}

const variant = strideOf(3);

test(`labels: killed ${everyStep(variant)}, it goes on in the right part and is complete`, async () => {
  const whole = new Guillotine(Number.POSITIVE_INFINITY, () => new Killed());
  const untouched = labelMove().move;
  whole.watch(untouched);
  await untouched.run(settings, undefined, whole.guard(untouched.journal));
  for (let step = 1; step <= whole.steps; step += variant) {
    const { move, gmail } = labelMove();
    const guillotine = new Guillotine(step, () => new Killed());
    guillotine.watch(move);
    await expect(move.run(settings, undefined, guillotine.guard(move.journal))).rejects.toThrow(Killed);
    release(move);
    expect(await move.run(settings)).toMatchObject({ end: 'finished', waiting: 0, failed: 0 });
    expectLabels(move, gmail, `killed at step ${String(step)}`);
    expect(move.turn, `order, killed at step ${String(step)}`).toBe(6);
    move.journal.close();
  }
});

/** Two mailboxes that become one, with recent and older messages in both. */
function mergingMove(): OrderedMove {
  const source = new MemoryMail();
  put(source, 'Work', ['ancient', 'fresh', 'old']);
  put(source, 'Old work', ['fresh', 'ancient', 'first', 'unreadable']);
  put(source, 'Twins', ['fresh', 'ancient', 'fresh'], true);
  put(source, 'More twins', ['ancient', 'fresh'], true);
  return new OrderedMove(source);
}

const merged = {
  ...settings,
  plan: {
    ...defaultSettings.plan,
    decisions: { 'Old work': { mergeInto: 'Work' }, 'More twins': { mergeInto: 'Twins' } },
  },
};

function expectMerged({ source, destination }: OrderedMove, what: string): void {
  for (const [into, from] of [
    ['Work', 'Old work'],
    ['Twins', 'More twins'],
  ] as const) {
    const wanted = [...contents(source, into), ...contents(source, from)];
    expect(contents(destination, into).toSorted(), `${what}: ${into}`).toEqual(sent(wanted).toSorted());
  }
}

test(`mailboxes put into one: killed ${everyStep(variant)}, complete, and recent mail first`, async () => {
  const whole = new Guillotine(Number.POSITIVE_INFINITY, () => new Killed());
  const untouched = mergingMove();
  whole.watch(untouched);
  await untouched.run(merged, undefined, whole.guard(untouched.journal));
  expect(untouched.turn).toBe(6);
  expectMerged(untouched, 'whole');
  for (let step = 1; step <= whole.steps; step += variant) {
    const move = mergingMove();
    const guillotine = new Guillotine(step, () => new Killed());
    guillotine.watch(move);
    await expect(move.run(merged, undefined, guillotine.guard(move.journal))).rejects.toThrow(Killed);
    release(move);
    const what = `killed at step ${String(step)}`;
    expect(await move.run(merged), what).toMatchObject({
      end: 'finished',
      waiting: 0,
      failed: 0,
      altered: unreadableIn(move),
    });
    expectMerged(move, what);
    expect(move.turn, what).toBe(6);
    move.journal.close();
  }
});
