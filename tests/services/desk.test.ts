import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MailError } from '../../main/engine/mail-error.ts';
import { defaultRunOptions } from '../../shared/ipc/estimate-view.ts';
import { allContents } from '../support/memory-move.ts';
import { DeskWorld, fill, offline } from '../support/desk-world.ts';

/** What the new account must hold in the end: everything of the old one. */
function expectExact({ old, new: there }: DeskWorld): void {
  expect(allContents(there.mail)).toEqual(allContents(old.mail));
}

async function world(letters = 30): Promise<DeskWorld> {
  const made = new DeskWorld();
  fill(made.old.mail, letters);
  await made.start();
  return made;
}

/** Slow enough to be met in the middle. */
function slowDown(made: DeskWorld): void {
  made.new.mail.rules = { ...made.new.mail.rules, multiAppend: false };
  made.new.appendMs = 25;
}

test('a move from the first address to the receipt', async () => {
  await using made = await world();
  const { desk } = made;
  const { move } = await desk.createMove(undefined);
  expect((await desk.move({ move })).reached).toBe('old-mailbox');

  expect(await made.signIn(move, 'source')).toEqual({ problem: null });
  // The window must know the account before it hears that the sign-in worked.
  expect(made.told.move.at(-1)).toMatchObject({ source: { signedIn: true }, signIn: null });
  const source = await desk.move({ move });
  expect(source.reached).toBe('new-mailbox');
  expect(source.source).toMatchObject({ signedIn: true, secret: 'kept', facts: { mailboxes: 3, messages: 30 } });
  expect(await made.signIn(move, 'destination')).toEqual({ problem: null });

  await desk.goToStep({ move, step: 'checks' });
  await desk.runChecks({ move });
  const { checks } = await made.until(move, (view) => view.checks.state === 'done');
  expect(checks.lines.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)).toEqual(['encrypted']);
  expect(checks.lines.find(({ id }) => id === 'counted')?.values).toMatchObject({ mailboxes: 3, messages: 30 });

  const table = await desk.folders({ move });
  expect(table?.totals).toMatchObject({ mailboxes: 3, messages: 30 });
  await desk.startMove({ move });
  const { run } = await made.until(move, (view) => view.run.phase === 'finished');
  expect(run).toMatchObject({ verified: 'quick', progress: { messages: { done: 30, total: 30 } } });
  expectExact(made);

  const receipt = await desk.receipt({ move });
  expect(receipt?.totals).toMatchObject({ copied: 30, failed: 0, altered: 0, waiting: 0, verified: 30 });
  const summary = (await desk.appState(undefined)).moves[0];
  expect(summary?.chip).toEqual({ kind: 'finished', messages: 30, exceptions: 0, incomplete: 0, verified: true });
  expect(made.notices).toEqual([{ move, kind: 'finished', messages: 30, exceptions: 0, incomplete: 0 }]);
  const { rows } = await desk.mailboxRows({ move });
  expect(rows.map(({ done, phase }) => `${String(done)} ${phase}`)).toEqual(['10 done', '10 done', '10 done']);
  expect(made.faults).toEqual([]);
});

test('paused within a moment, gone on to the exact end', async () => {
  await using made = await world(60);
  slowDown(made);
  const { desk } = made;
  const move = await made.signedIn();
  await desk.startMove({ move });
  await made.until(move, ({ run }) => (run.progress?.messages.done ?? 0) > 5);
  const asked = Date.now();
  await desk.pauseMove({ move });
  const paused = await made.until(move, ({ run }) => run.phase === 'paused');
  expect(Date.now() - asked).toBeLessThan(5000);
  const done = paused.run.progress?.messages.done ?? 0;
  expect(done).toBeLessThan(60);
  await desk.startMove({ move });
  await made.until(move, ({ run }) => run.phase === 'finished');
  expectExact(made);
});

test('after a restart it goes on by itself, with the same numbers', async () => {
  await using made = await world(60);
  slowDown(made);
  const move = await made.signedIn();
  await made.desk.startMove({ move });
  await made.until(move, ({ run }) => (run.progress?.messages.done ?? 0) > 5);
  const desk = await made.restart();
  const before = await desk.move({ move });
  expect(before.run.phase).toBe('paused');
  expect(before.run.progress?.messages.done).toBeGreaterThan(5);
  desk.goOnAfterStart();
  const { run } = await made.until(move, (view) => view.run.phase === 'finished');
  expect(run.continuedAfterRestart).toBe(true);
  expectExact(made);
});

test('what the person paused stays paused after a restart', async () => {
  await using made = await world(60);
  slowDown(made);
  const move = await made.signedIn();
  await made.desk.startMove({ move });
  await made.until(move, ({ run }) => (run.progress?.messages.done ?? 0) > 5);
  await made.desk.pauseMove({ move });
  await made.until(move, ({ run }) => run.phase === 'paused');
  const desk = await made.restart();
  desk.goOnAfterStart();
  expect((await desk.move({ move })).run.phase).toBe('paused');
});

test('without a keychain a restart asks for the password, and goes on once it has it', async () => {
  await using made = await world(60);
  slowDown(made);
  const move = await made.signedIn();
  await made.desk.startMove({ move });
  await made.until(move, ({ run }) => (run.progress?.messages.done ?? 0) > 5);
  await made.desk.shutDown();
  const { createSessionKeychain } = await import('../../main/credentials/session-keychain.ts');
  made.keychain = createSessionKeychain();
  const desk = await made.start();
  desk.goOnAfterStart();
  const { run, source } = await made.until(move, (view) => view.run.phase === 'needs-you');
  expect(run.problem).toMatchObject({ kind: 'password-missing', side: 'source', host: 'imap.old.example' });
  expect(source).toMatchObject({ signedIn: true, secret: 'missing' });
  expect(made.notices.map(({ kind }) => kind)).toEqual(['needs-you']);
  expect(await made.signIn(move, 'source')).toEqual({ problem: null });
  await made.until(move, (view) => view.run.problem?.side === 'destination');
  await made.signIn(move, 'destination');
  await made.until(move, (view) => view.run.phase === 'finished');
  expectExact(made);
});

test('a dead network is waited out', async () => {
  await using made = await world();
  const move = await made.signedIn();
  made.new.trouble = offline;
  await made.desk.startMove({ move });
  const { run } = await made.until(move, (view) => view.run.phase === 'waiting');
  expect(run.wait).toMatchObject({ reason: 'offline', serverText: null });
  expect(run.wait?.until).toBeGreaterThan(Date.now());
  expect(made.notices).toEqual([]);
  made.new.trouble = null;
  made.desk.setOnline(true);
  await made.until(move, (view) => view.run.phase === 'finished');
  expectExact(made);
});

test('a full mailbox needs the person, and goes on when there is room', async () => {
  await using made = await world();
  const full = new MailError({
    kind: 'over-quota',
    when: 'later',
    wide: 'account',
    outcome: 'refused',
    side: 'destination',
    serverText: 'Quota exceeded',
  });
  made.new.mail.rules = { ...made.new.mail.rules, refuse: () => full.facts };
  const move = await made.signedIn();
  await made.desk.startMove({ move });
  const { run } = await made.until(move, (view) => view.run.phase === 'needs-you');
  expect(run.problem).toMatchObject({ kind: 'over-quota', side: 'destination', serverText: 'Quota exceeded' });
  made.new.mail.rules = { ...made.new.mail.rules, refuse: () => null };
  await made.desk.startMove({ move });
  await made.until(move, (view) => view.run.phase === 'finished');
  expectExact(made);
});

test('on battery it rests when that is wanted', async () => {
  await using made = await world(60);
  slowDown(made);
  const { desk } = made;
  const move = await made.signedIn();
  await desk.changeSettings({ onBattery: 'pause' });
  await desk.startMove({ move });
  await made.until(move, ({ run }) => (run.progress?.messages.done ?? 0) > 5);
  desk.setOnBattery(true);
  const { run } = await made.until(move, (view) => view.run.wait?.reason === 'battery');
  expect(run.phase).toBe('waiting');
  desk.setOnBattery(false);
  await made.until(move, (view) => view.run.phase === 'finished');
  expectExact(made);
});

test('the computer slept: it goes on at once and says so', async () => {
  await using made = await world(60);
  slowDown(made);
  const move = await made.signedIn();
  await made.desk.startMove({ move });
  await made.until(move, ({ run }) => (run.progress?.messages.done ?? 0) > 5);
  const now = Date.now();
  made.desk.computerSlept(now - 60_000, now);
  const { run } = await made.until(move, (view) => view.run.phase === 'finished');
  expect(run.slept).toEqual({ from: now - 60_000, to: now });
  expectExact(made);
});

test('it starts at the time that was chosen, also after a restart, or at once when asked again', async () => {
  await using made = await world();
  const move = await made.signedIn();
  await made.desk.chooseOptions({
    move,
    options: { ...defaultRunOptions, startAt: Date.now() + 3_600_000 },
  });
  await made.desk.startMove({ move });
  expect((await made.desk.move({ move })).run).toMatchObject({ phase: 'scheduled' });
  const desk = await made.restart();
  desk.goOnAfterStart();
  expect((await desk.move({ move })).run).toMatchObject({ phase: 'scheduled' });
  await desk.startMove({ move });
  await made.until(move, (view) => view.run.phase === 'finished');
});

test('three wrong passwords are enough for a while', async () => {
  await using made = await world();
  const { move } = await made.desk.createMove(undefined);
  for (let tries = 0; tries < 3; tries++) {
    const { problem } = await made.signIn(move, 'source', 'wrong');
    expect(problem).toMatchObject({
      kind: 'sign-in-refused',
      refusal: 'wrong-password',
      serverText: 'Authentication failed.',
    });
  }
  expect((await made.signIn(move, 'source')).problem).toMatchObject({ refusal: 'too-many-tries' });
  expect((await made.desk.move({ move })).source).toBeNull();
});

test('mail that came meanwhile is picked up by looking again', async () => {
  await using made = await world(12);
  const move = await made.signedIn();
  await made.desk.startMove({ move });
  await made.until(move, (view) => view.run.phase === 'finished');
  expect((await made.desk.move({ move })).after.lastLook, 'the first copy was no look').toBeNull();
  fill(made.old.mail, 3);
  await made.desk.startMove({ move });
  const { after } = await made.until(
    move,
    (view) => view.run.phase === 'finished' && view.after.lastLook?.copied === 3,
  );
  expect(after.lastLook?.at).toBeLessThanOrEqual(Date.now());
  expectExact(made);
});

test('a move can be deleted, and everything can be forgotten', async () => {
  await using made = await world(12);
  const { desk } = made;
  const first = await made.signedIn();
  await desk.startMove({ move: first });
  await made.until(first, (view) => view.run.phase === 'finished');
  expect((await desk.stored({ move: first })).journalBytes).toBeGreaterThan(0);
  const second = await made.signedIn();
  await desk.deleteMove({ move: first });
  expect((await desk.appState(undefined)).moves.map(({ id }) => id)).toEqual([second]);
  expect(readdirSync(join(made.folder, 'moves'))).toEqual([]);
  expect(await made.keychain.items()).toHaveLength(2);
  await desk.forgetEverything(undefined);
  expect(await made.keychain.items()).toEqual([]);
  expect((await desk.appState(undefined)).moves).toEqual([]);
  // Mail is where it was.
  expectExact(made);
});

test('no secret is in any file', async () => {
  await using made = await world(12);
  const move = await made.signedIn();
  await made.desk.startMove({ move });
  await made.until(move, (view) => view.run.phase === 'finished');
  await made.desk.shutDown();
  const files = readdirSync(made.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(1);
  for (const { parentPath, name } of files) {
    const content = readFileSync(join(parentPath, name)).toString('latin1');
    for (const secret of [made.old.password, made.new.password]) {
      expect(content).not.toContain(secret);
      expect(content).not.toContain(Buffer.from(secret).toString('base64').replaceAll('=', ''));
    }
  }
  await made.start();
});
