import { expect, test } from 'vitest';
import { defaultSettings, type MigrationSettings } from '../../main/engine/settings.ts';
import { mail } from '../support/awkward-mail.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { allContents, contents, MemoryMove } from '../support/memory-move.ts';
import { Guillotine, Killed, release } from './guillotine.ts';
import { everyStep, strideOf, testStoppedEverywhere } from './stopped-everywhere.ts';

const LATER = '18-Jul-1996 02:44:25 -0700';
/** Both of these go to "Work". */
const together: Partial<MigrationSettings> = {
  plan: { ...defaultSettings.plan, decisions: { work: { mergeInto: 'Work' }, 'Old/Deep': { mergeInto: 'Work' } } },
};

/** Three mailboxes that become one, with messages that are the same within one and across them. */
function mergingAccount(): MemoryMail {
  const server = new MemoryMail();
  server.put('INBOX', { body: mail('twin', 'same') });
  server.put('Work', { body: mail('one', 'first'), flags: ['\\Seen'] });
  for (let copy = 0; copy < 2; copy++) server.put('Work', { body: mail('twin', 'same') });
  server.put('Work', { body: mail('moved', 'of another day') });
  server.put('Work', { body: mail('same-header', 'content A') });
  server.put('Work', { body: mail(null, 'no id') });
  for (let copy = 0; copy < 2; copy++) server.put('work', { body: mail('twin', 'same') });
  server.put('work', { body: mail('two', 'second') });
  server.put('work', { body: mail('moved', 'of another day'), internalDate: LATER });
  server.put('work', { body: mail('same-header', 'content B') });
  server.put('work', { body: mail(null, 'no id') });
  server.put('Old/Deep', { body: mail('twin', 'same') });
  server.put('Old/Deep', { body: mail('three', 'third') });
  return server;
}

function freshMove(rules: ConstructorParameters<typeof MemoryMail>[0] = {}): MemoryMove {
  return new MemoryMove(mergingAccount(), new MemoryMail(rules));
}

/** What the destination has to hold: everything once for each time it is at the source. */
function expected(source: MemoryMail): Record<string, string[]> {
  const { Work = [], work = [], 'Old/Deep': deep = [], ...others } = allContents(source);
  return sorted({ ...others, Work: [...Work, ...work, ...deep] });
}

function sorted(all: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(all).map(([name, messages]) => [name, messages.toSorted()]));
}

async function expectComplete(move: MemoryMove, what: string): Promise<void> {
  const outcome = await move.run(together);
  expect(outcome, what).toMatchObject({ end: 'finished', failed: 0, waiting: 0, altered: 0 });
  expect(sorted(allContents(move.destination)), what).toEqual(expected(move.source));
  move.destination.commands.length = 0;
  await move.run(together);
  expect(move.destination.commands, `${what}: nothing left to do`).toEqual(['inspect']);
}

const servers = {
  'UIDPLUS and MULTIAPPEND': {},
  'MULTIAPPEND without UIDPLUS': { uidPlus: false },
  'neither UIDPLUS nor MULTIAPPEND': { uidPlus: false, multiAppend: false },
};

for (const [name, rules] of Object.entries(servers)) {
  // Every step for the usual kind of server, some for the others.
  const isUsual = name === 'UIDPLUS and MULTIAPPEND';
  testStoppedEverywhere({
    name,
    fresh: () => freshMove(rules),
    settings: together,
    complete: expectComplete,
    // Every step for the usual kind of server; in the soak for all.
    stride: { kill: isUsual ? 1 : 5, loss: isUsual ? 2 : 5 },
    leastSteps: 150,
  });

  test(`${name}: several lanes, and still one mailbox behind the other`, async () => {
    const move = freshMove(rules);
    await move.run({ ...together, lanes: 4 });
    const { source } = move;
    expect(contents(move.destination, 'Work')).toEqual(
      ['Work', 'Old/Deep', 'work'].flatMap((mailbox) => contents(source, mailbox)),
    );
    await expectComplete(move, 'lanes');
  });
}

const variant = strideOf(3);

test(`recent messages of all first, killed ${everyStep(variant)}`, async () => {
  const recent = { ...together, recentFirst: Date.UTC(1996, 6, 18), lanes: 2 };
  const account = (): MemoryMove => {
    const move = freshMove();
    for (const name of ['Work', 'Old/Deep']) {
      move.source.put(name, { body: mail('recent', name), internalDate: LATER });
      move.source.put(name, { body: mail('twin', 'same'), internalDate: LATER });
    }
    return move;
  };
  for (let step = 1, ended = false; !ended; step += variant) {
    const move = account();
    const guillotine = new Guillotine(step, () => new Killed());
    guillotine.watch(move);
    ended = await move.run(recent).then(
      () => true,
      () => false,
    );
    release(move);
    expect(await move.run(recent)).toMatchObject({ end: 'finished', failed: 0, waiting: 0, altered: 0 });
    await expectComplete(move, `step ${String(step)}`);
  }
});

/** Stops after so many commands of a kind. */
async function stopAfter(move: MemoryMove, command: string, count: number): Promise<void> {
  const stop = new AbortController();
  let seen = 0;
  move.destination.onStep = (name, when) => {
    if (name === command && when === 'after' && ++seen === count) stop.abort();
  };
  await move.run(together, stop.signal);
  release(move);
}

function bodies(server: MemoryMail, names: readonly string[]): string[] {
  return names.flatMap((name) => server.mailbox(name).messages.map(({ body }) => body.toString())).toSorted();
}

function renumber(server: MemoryMail, mailbox: string): void {
  const box = server.mailbox(mailbox);
  box.uidValidity += 1_000;
  box.messages = box.messages.map((message, index) => ({ ...message, uid: 501 + index }));
  box.uidNext = 501 + box.messages.length;
}

for (const appends of [2, 4, 6, 8, 100]) {
  test(`the destination is renumbered after ${String(appends)} APPENDs: all are recognised, none by two`, async () => {
    const move = freshMove();
    await stopAfter(move, 'append', appends);
    renumber(move.destination, 'Work');
    await expectComplete(move, 'renumbered');
  });
}

for (const appends of [3, 100]) {
  test(`one of the sources is renumbered after ${String(appends)} APPENDs, the run killed ${everyStep(variant)} of that`, async () => {
    for (let step = 1, ended = false; !ended; step += variant) {
      const move = freshMove();
      await stopAfter(move, 'append', appends);
      renumber(move.source, 'work');
      const guillotine = new Guillotine(step, () => new Killed());
      guillotine.watch(move);
      ended = await move.run(together, undefined, guillotine.guard(move.journal)).then(
        () => true,
        () => false,
      );
      release(move);
      await expectComplete(move, `step ${String(step)}`);
    }
  });
}

test('one of them stays behind with a batch in doubt, while the others go on', async () => {
  for (let append = 1; append <= 2; append++) {
    const move = freshMove();
    let seen = 0;
    move.destination.onStep = (name, when) => {
      // INBOX is first.
      if (name === 'append' && when === 'after' && ++seen === 1 + append) throw new Killed();
    };
    await expect(move.run(together)).rejects.toThrow(Killed);
    release(move);
    const decisions = { ...together.plan?.decisions, Work: { include: false } };
    const without = { plan: { ...defaultSettings.plan, decisions } };
    expect(await move.run(without)).toMatchObject({ end: 'finished', failed: 0 });
    // Of two that differ in nothing but their date, the one may have been taken for the other: it is told as altered.
    expect(await move.run(together)).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
    expect(bodies(move.destination, ['Work'])).toEqual(bodies(move.source, ['Work', 'work', 'Old/Deep']));
  }
});

test('a destination that is not empty gets only what is missing, over all of them', async () => {
  const move = freshMove();
  for (let copy = 0; copy < 3; copy++) move.destination.put('Work', { body: mail('twin', 'same') });
  move.destination.put('Work', { body: mail('moved', 'of another day'), internalDate: LATER });
  move.destination.put('Work', { body: mail('foreign', 'stays') });
  const wanted = expected(move.source);
  expect(await move.run(together)).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
  expect(bodies(move.destination, ['Work'])).toEqual(
    [...bodies(move.source, ['Work', 'work', 'Old/Deep']), mail('foreign', 'stays')].toSorted(),
  );
  expect(move.destination.mailbox('Work').messages).toHaveLength((wanted['Work']?.length ?? 0) + 1);
});

test('put together only later, by a run without journal: each message is there once more, none is lost', async () => {
  const move = freshMove();
  const decisions = { work: { include: false }, 'Old/Deep': { include: false } };
  await move.run({ plan: { ...defaultSettings.plan, decisions } });
  move.loseJournal();
  await expectComplete(move, 'later');
});
