import { expect, test } from 'vitest';
import { startChild, type Child } from '../journal/support/child.ts';
import { DeskWorld, fill } from '../support/desk-world.ts';

/** A command line, in a process of its own, that copies into the new account. */
function commandLine(world: DeskWorld): Promise<Child> {
  return startChild('hold-account-process.ts', world.locks, 'Someone@NEW.example', 'IMAP.new.example');
}

/** Mail that takes its time to arrive, until `world.new.appendMs` is 0: nobody can miss the middle of it. */
function fillSlowly(world: DeskWorld): void {
  fill(world.old.mail, 60, ['INBOX']);
  world.new.mail.rules = { ...world.new.mail.rules, multiAppend: false };
  world.new.appendMs = 500;
}

function held(world: DeskWorld): number {
  return [...world.new.mail.mailboxes.values()].reduce((sum, { messages }) => sum + messages.length, 0);
}

test('the window waits while a command line copies into the mailbox, says so, and goes on by itself', async () => {
  await using world = new DeskWorld();
  fill(world.old.mail, 30);
  const other = await commandLine(world);
  expect(other.lines).toEqual(['held']);
  const desk = await world.start();
  const move = await world.signedIn();
  await desk.startMove({ move });
  const { run } = await world.until(move, ({ run: { phase } }) => phase === 'waiting');
  expect(run.wait).toMatchObject({ reason: 'in-use', side: 'destination', until: null, serverText: null });
  const [summary] = (await desk.appState(undefined)).moves;
  expect(summary?.chip).toEqual({ kind: 'waiting', reason: 'in-use', until: null });
  expect(desk.isCopying()).toBe(false);
  expect(held(world)).toBe(0);
  await other.kill();
  const { run: ended } = await world.until(move, ({ run: { phase } }) => phase === 'finished');
  expect(ended.wait).toBeNull();
  expect(held(world)).toBe(30);
  // And is free again.
  const next = await commandLine(world);
  expect(next.lines).toEqual(['held']);
  await next.kill();
});

test('while the window copies, or rests in the middle, a command line is kept out', async () => {
  await using world = new DeskWorld();
  fillSlowly(world);
  const desk = await world.start();
  const move = await world.signedIn();
  await desk.startMove({ move });
  await world.until(move, ({ run }) => (run.progress?.messages.done ?? 0) > 0);
  const turnedAway = await commandLine(world);
  expect(turnedAway.lines).toEqual(['refused']);
  await turnedAway.kill();
  await desk.pauseMove({ move });
  await world.until(move, ({ run: { phase } }) => phase === 'paused');
  world.new.appendMs = 0;
  // A move that was paused by its person leaves the mailbox to others.
  const other = await commandLine(world);
  expect(other.lines).toEqual(['held']);
  await desk.startMove({ move });
  await world.until(move, ({ run }) => run.wait?.reason === 'in-use');
  // It can be paused while it waits, too.
  await desk.pauseMove({ move });
  const { run } = await world.until(move, ({ run: { phase } }) => phase === 'paused');
  expect(run.wait).toBeNull();
  await other.kill();
  await desk.startMove({ move });
  await world.until(move, ({ run: { phase } }) => phase === 'finished');
  expect(held(world)).toBe(60);
});

test('a look at what arrived waits for nobody', async () => {
  await using world = new DeskWorld();
  fill(world.old.mail, 9);
  const desk = await world.start();
  const move = await world.signedIn();
  await desk.startMove({ move });
  await world.until(move, ({ run: { phase } }) => phase === 'finished');
  const other = await commandLine(world);
  await desk.verifyMove({ move, depth: 'deep' });
  const { run } = await world.until(
    move,
    ({ run: { phase, verified } }) => phase === 'finished' && verified === 'deep',
  );
  expect(run.compared).toEqual({ bodies: 9, of: 9 });
  await other.kill();
});

test('two moves of one window between the same accounts take turns, and double nothing', async () => {
  await using world = new DeskWorld();
  fillSlowly(world);
  const desk = await world.start();
  const [one, two] = [await world.signedIn(), await world.signedIn()];
  await desk.startMove({ move: one });
  await world.until(one, ({ run }) => (run.progress?.messages.done ?? 0) > 0);
  await desk.startMove({ move: two });
  await world.until(two, ({ run }) => run.wait?.reason === 'in-use');
  world.new.appendMs = 0;
  await world.until(one, ({ run: { phase } }) => phase === 'finished');
  await world.until(two, ({ run: { phase } }) => phase === 'finished');
  expect(held(world)).toBe(60);
});

test('what another computer brought at the same time is said to be there twice, everywhere', async () => {
  await using world = new DeskWorld();
  fillSlowly(world);
  const desk = await world.start();
  const move = await world.signedIn();
  await desk.startMove({ move });
  await world.until(move, ({ run }) => (run.progress?.messages.done ?? 0) > 0);
  for (const { body, flags, internalDate } of world.old.mail.mailbox('INBOX').messages)
    world.new.mail.put('INBOX', { body, flags, internalDate });
  world.new.mail.put('INBOX', { body: 'Message-ID: <new@x.example>\r\nSubject: New\r\n\r\nJust written\r\n' });
  world.new.appendMs = 0;
  const { run } = await world.until(move, ({ run: { phase } }) => phase === 'finished');
  expect(run.doubled).toBe(60);
  const receipt = await desk.receipt({ move });
  expect(receipt?.newcomers).toEqual([{ mailbox: 'INBOX', messages: 61, doubled: 60, isCounted: true }]);
  expect((await desk.appState(undefined)).moves[0]?.chip).toMatchObject({ kind: 'finished', exceptions: 60 });
  expect(world.notices).toMatchObject([{ kind: 'verified-with-problems', exceptions: 60 }]);
});
