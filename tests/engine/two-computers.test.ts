import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openConnection, openJournal } from '../../main/journal/open-journal.ts';
import { schemaSteps } from '../../main/journal/schema/steps.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { mail } from '../support/awkward-mail.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { lost } from '../support/memory-session.ts';
import { contents, MemoryMove } from '../support/memory-move.ts';
import { Killed, release } from './guillotine.ts';
import { ALL, dateOf, doubled, oldAccount, servers } from './two-computers.ts';

/** A move of its own, with a journal of its own, between the same two accounts. */
function another(move: MemoryMove): MemoryMove {
  return new MemoryMove(move.source, move.destination);
}

function inbox(move: MemoryMove): number {
  return move.destination.mailbox('INBOX').messages.length;
}

/** Stops a run at its nth APPEND. */
async function stoppedAtAppend(move: MemoryMove, nth: number): Promise<void> {
  let appends = 0;
  move.destination.onStep = (name, when) => {
    if (name === 'append' && when === 'before' && ++appends === nth) throw new Killed();
  };
  await expect(move.run()).rejects.toThrow(Killed);
  release(move);
}

describe.each(Object.entries(servers))('with %s', (_name, rules) => {
  test('what another journal brought while this one was stopped is not brought again', async () => {
    const one = new MemoryMove(oldAccount(), new MemoryMail(rules));
    await stoppedAtAppend(one, 4);
    const before = inbox(one);
    const other = another(one);
    expect(await other.run()).toMatchObject({ copied: ALL - before, alreadyThere: before, failed: 0 });
    const outcome = await one.run();
    expect(outcome).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
    // What was in doubt counts as copied, whoever brought it.
    expect(outcome.copied + outcome.alreadyThere).toBe(ALL);
    expect(outcome.alreadyThere).toBeGreaterThanOrEqual(ALL - before - 3);
    expect(outcome.newcomers).toBeUndefined();
    expect(contents(one.destination, 'INBOX').toSorted()).toEqual(contents(one.source, 'INBOX').toSorted());
  });

  test('what another journal brought while the connection was lost is not brought again', async () => {
    const one = new MemoryMove(oldAccount(), new MemoryMail(rules));
    const other = another(one);
    let [appends, left] = [0, 0];
    one.destination.onStep = (name, when) => {
      if (name === 'append' && when === 'before' && ++appends === 3) throw lost();
    };
    one.clock.onSleep = async () => {
      if (left++ === 0) await other.run();
    };
    const outcome = await one.run();
    expect(outcome).toMatchObject({ end: 'finished', failed: 0 });
    expect(doubled(outcome)).toBe(0);
    expect(inbox(one)).toBe(ALL);
  });

  test('of two at the same time each tells how many are there twice', async () => {
    const one = new MemoryMove(oldAccount(), new MemoryMail(rules));
    const other = another(one);
    const told = async (move: MemoryMove): Promise<void> => {
      const outcome = await move.run();
      expect(outcome).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
      // What came while it looked is for the other one to tell.
      expect(doubled(outcome)).toBe(inbox(move) - ALL);
    };
    await Promise.all([told(one), told(other)]);
    expect(inbox(one)).toBeGreaterThan(ALL);
    expect(new Set(contents(one.destination, 'INBOX'))).toEqual(new Set(contents(one.source, 'INBOX')));
  });
});

test('a mailbox that never rests holds up neither what is in doubt nor the first comparison', async () => {
  const move = new MemoryMove(oldAccount(), new MemoryMail());
  let [appends, letters] = [0, 0];
  const letter = (): void => move.destination.put('INBOX', { body: mail(`letter ${String(++letters)}`, 'new') });
  letter();
  move.destination.onStep = (name, when) => {
    if (name === 'open' && when === 'before') letter();
    if (name === 'append' && when === 'before' && ++appends === 2) throw lost();
  };
  move.clock.onSleep = letter;
  const outcome = await move.run();
  expect(outcome).toMatchObject({ end: 'finished', copied: ALL, alreadyThere: 0, failed: 0 });
  expect(doubled(outcome)).toBe(0);
  expect(inbox(move)).toBe(ALL + letters);
});

test('new mail is told as that, and is no fault', async () => {
  const move = new MemoryMove(oldAccount(), new MemoryMail());
  let appends = 0;
  move.destination.onStep = (name, when) => {
    if (name !== 'append' || when !== 'before' || ++appends > 2) return;
    move.destination.put('INBOX', { body: mail(`new ${String(appends)}`, 'just written') });
  };
  expect(await move.run()).toMatchObject({
    end: 'finished',
    copied: ALL,
    newcomers: [{ mailbox: 'INBOX', messages: 2, doubled: 0, isCounted: true }],
  });
  // It costs no more than one look.
  move.destination.commands.length = 0;
  await move.run();
  expect(move.destination.commands).toEqual(['inspect', 'inspect', 'open', 'fetchIndex', 'fetchIndex']);
});

test('a move that an earlier version left halfway compares what came since', async () => {
  const move = new MemoryMove(oldAccount(), new MemoryMail());
  const file = join(temporaryFolder('two'), 'journal.sqlite');
  const before = openConnection(file, schemaSteps.slice(0, 6));
  const { uidValidity } = move.destination.mailbox('INBOX');
  before.database.exec(`
    INSERT INTO migration (id, source_key, destination_key, created_at) VALUES (1, 'old', 'new', 0);
    INSERT INTO pair (id, migration, source, destination, renamed, messages, subscribed, existed,
      destination_uid_validity, destination_uid_next, reconciled)
    VALUES (1, 1, 'INBOX', 'INBOX', '[]', ${String(ALL)}, 1, 1, ${String(uidValidity)}, 1, 1);`);
  before.close();
  await another(move).run();
  const journal = openJournal(file);
  const outcome = await move.run({}, undefined, journal);
  journal.close();
  expect(outcome).toMatchObject({ end: 'finished', copied: 0, alreadyThere: ALL, failed: 0 });
  expect(doubled(outcome)).toBe(0);
  expect(inbox(move)).toBe(ALL);
});

test('what the old server forwarded is new mail, and no second copy', async () => {
  const move = new MemoryMove(oldAccount(), new MemoryMail());
  let isFirst = true;
  move.destination.onStep = (name, when) => {
    if (name !== 'append' || when !== 'before' || !isFirst) return;
    isFirst = false;
    const body = `Received: by the new server\r\n${mail('3', 'text 3')}`;
    move.destination.put('INBOX', { body, internalDate: '01-Jan-2026 00:00:00 +0000' });
  };
  const outcome = await move.run();
  expect(outcome.newcomers).toMatchObject([{ messages: 1, doubled: 0 }]);
});

test('a mailbox that shows what lies in others has no newcomers', async () => {
  const source = oldAccount();
  const destination = new MemoryMail();
  source.put('Everything', { body: mail('alone', 'text') });
  Object.assign(destination.make('Everything'), { attributes: ['\\All'] });
  const move = new MemoryMove(source, destination);
  destination.onStep = (name, when) => {
    if (name === 'append' && when === 'after') destination.put('Everything', { body: mail('shown', 'elsewhere, too') });
  };
  const outcome = await move.run();
  expect(outcome).toMatchObject({ end: 'finished', failed: 0 });
  expect(destination.mailbox('Everything').messages.length).toBeGreaterThan(1);
  expect(outcome.newcomers).toBeUndefined();
});

test('what was there before the move is nobody’s news', async () => {
  const move = new MemoryMove(oldAccount(), new MemoryMail());
  for (let n = 0; n < 5; n++) move.destination.put('INBOX', { body: mail(`before ${String(n)}`, 'there') });
  const outcome = await move.run();
  expect(outcome).toMatchObject({ end: 'finished', copied: ALL });
  expect(outcome.newcomers).toBeUndefined();
});

test('a removed twin is not told any more after the next look', async () => {
  const move = new MemoryMove(oldAccount(), new MemoryMail());
  let isFirst = true;
  move.destination.onStep = (name, when) => {
    if (name !== 'append' || when !== 'before' || !isFirst) return;
    isFirst = false;
    move.destination.put('INBOX', { body: mail('3', 'text 3'), internalDate: dateOf(3) });
  };
  expect(doubled(await move.run())).toBe(1);
  const { messages } = move.destination.mailbox('INBOX');
  const twin = messages.findIndex(({ body }) => body.toString() === mail('3', 'text 3'));
  expect(doubled(await move.run())).toBe(1);
  messages.splice(twin, 1);
  expect(doubled(await move.run())).toBe(0);
  move.destination.commands.length = 0;
  expect(doubled(await move.run())).toBe(0);
  // Whose the UIDs of removed messages were, only a look can tell.
  expect(move.destination.commands).toEqual(['inspect', 'inspect', 'open', 'fetchIndex']);
});
