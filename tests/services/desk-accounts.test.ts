import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MailError } from '../../main/engine/mail-error.ts';
import { openMoveBook } from '../../main/journal/book/open-move-book.ts';
import { createProviderDirectory, type ProviderDirectory } from '../../main/services/provider-directory.ts';
import { limitKeys } from '../../shared/model/provider.ts';
import { DeskWorld, fill } from '../support/desk-world.ts';

type LimitKey = (typeof limitKeys)[number];

const DAY = 86_400_000;
const old = 'someone%40old.example@imap.old.example:993';
const fresh = 'someone%40new.example@imap.new.example:993';

/** A directory in which the provider of an account is known for a limit. */
function directoryWith(key: LimitKey, value: number, side: 'old' | 'new' = 'old'): ProviderDirectory {
  const sources = ['a test'];
  const server = { host: `imap.${side}.example`, port: 993, security: 'tls', user: 'email', sources, confirmed: true };
  const limit = { value, source: 'a test', confirmed: true };
  const provider = {
    ...{ id: side, name: 'Some Host', kind: 'giant', domains: { names: [`${side}.example`], sources } },
    ...{ servers: [server], signIn: { kind: 'password', sources, confirmed: true }, imapSwitch: null, pages: {} },
    ...{ limits: { [key]: limit }, country: null, ownDomain: null, pinAllowed: false },
  };
  return createProviderDirectory({ date: '2026-11-01', sources: {}, providers: [provider] });
}

function bytesOf(world: DeskWorld): number {
  const bodies = [...world.old.mail.mailboxes.values()].flatMap(({ messages }) => messages.map(({ body }) => body));
  return bodies.reduce((sum, { length }) => sum + length, 0);
}

/** A world in which one move has read the old account, which gives a tenth more than that a day. */
async function afterOneMove(): Promise<{ readonly world: DeskWorld; readonly move: string }> {
  const world = new DeskWorld();
  fill(world.old.mail, 60);
  world.adapters = { directory: directoryWith('downloadBytesPerDay', Math.round(bytesOf(world) * 1.1)) };
  await world.start();
  const move = await world.signedIn();
  await world.desk.startMove({ move });
  await world.until(move, ({ run }) => run.phase === 'finished');
  return { world, move };
}

/** What a person left behind would see: this account, anywhere in the list of moves. */
async function remembered(world: DeskWorld): Promise<{ down: number; refusals: number }> {
  await world.desk.shutDown();
  const { book } = openMoveBook(join(world.folder, 'homing.sqlite'));
  const down = book.ledger.trafficSince(old, 'down', 0);
  const refusals = book.ledger.refusals(old).length;
  book.close();
  return { down, refusals };
}

test('two moves of one account share what it gives in a day', async () => {
  const { world } = await afterOneMove();
  await using _world = world;
  fill(world.old.mail, 60, ['Later']);
  const second = await world.signedIn();
  await world.desk.startMove({ move: second });
  const { run } = await world.until(second, ({ run: { phase } }) => phase === 'waiting');
  expect(run.wait).toMatchObject({ reason: 'daily-limit', side: 'source' });
  expect((run.wait?.until ?? 0) - Date.now()).toBeGreaterThan(DAY - 2 * 60_000);
});

test('a record that is begun anew does not give a second helping', async () => {
  const { world, move } = await afterOneMove();
  await using _world = world;
  await world.desk.shutDown();
  const folder = join(world.folder, 'moves');
  for (const name of readdirSync(folder)) writeFileSync(join(folder, name), 'no journal any more');
  fill(world.old.mail, 60, ['Later']);
  const desk = await world.start();
  await desk.startMove({ move });
  await world.until(move, ({ run }) => run.phase === 'needs-you');
  expect(await desk.renewJournal({ move })).toEqual({ problem: null });
  const { run } = await world.until(move, ({ run: { phase } }) => phase === 'waiting');
  expect(run.wait).toMatchObject({ reason: 'daily-limit', side: 'source' });
});

test('looking, too, counts: samples of a write test are read and stored', async () => {
  await using world = new DeskWorld();
  fill(world.old.mail, 60);
  await world.start();
  const move = await world.signedIn();
  await world.desk.runChecks({ move });
  await world.until(move, ({ checks }) => checks.state === 'done');
  await world.desk.tryWriting({ move });
  await world.until(move, ({ checks }) =>
    checks.lines.some(({ id, verdict }) => id === 'write-test' && verdict === 'pass'),
  );
  await world.desk.shutDown();
  const { book } = openMoveBook(join(world.folder, 'homing.sqlite'));
  expect(book.ledger.trafficSince(old, 'down', 0)).toBeGreaterThan(500);
  expect(book.ledger.trafficSince(fresh, 'up', 0)).toBeGreaterThan(500);
  book.close();
});

test('a time to be left alone is kept over a restart, and shown', async () => {
  await using world = new DeskWorld();
  fill(world.old.mail, 60);
  await world.start();
  const move = await world.signedIn();
  world.old.trouble = new MailError({
    ...{ kind: 'throttled', when: 'later', wide: 'account', outcome: 'refused', side: 'source' },
    ...{ serverText: 'Request is throttled. Suggested Backoff Time: 240000 milliseconds', retryAfterMs: 240_000 },
  });
  const began = Date.now();
  await world.desk.startMove({ move });
  const first = await world.until(move, ({ run: { phase } }) => phase === 'waiting');
  const until = first.run.wait?.until ?? 0;
  expect(until - began).toBeGreaterThanOrEqual(240_000);
  world.old.trouble = null;
  const desk = await world.restart();
  const connected = world.old.mail.connections;
  desk.goOnAfterStart();
  const again = await world.until(move, ({ run: { phase } }) => phase === 'waiting');
  expect(again.run.wait).toMatchObject({ reason: 'throttled', side: 'source' });
  expect(Math.abs((again.run.wait?.until ?? 0) - until)).toBeLessThanOrEqual(1);
  expect(world.old.mail.connections).toBe(connected);
  expect(world.new.mail.mailboxes.get('Letters')).toBeUndefined();
  // It can be stopped, as every other wait.
  await desk.pauseMove({ move });
  await world.until(move, ({ run: { phase } }) => phase === 'paused');
});

test('of an account that no move uses any more nothing is remembered', async () => {
  const { world, move } = await afterOneMove();
  await using _world = world;
  const second = await world.signedIn();
  await world.desk.deleteMove({ move });
  expect((await remembered(world)).down).toBeGreaterThan(1_000);
  await world.start();
  await world.desk.deleteMove({ move: second });
  expect(await remembered(world)).toEqual({ down: 0, refusals: 0 });
});

test('the checks warn of messages that are larger than the provider is known to take', async () => {
  await using world = new DeskWorld();
  fill(world.old.mail, 5);
  world.old.mail.put('INBOX', { body: `Message-ID: <big@old.example>\r\n\r\n${'x'.repeat(9_000)}` });
  world.adapters = { directory: directoryWith('maxMessageBytes', 8_000, 'new') };
  await world.start();
  const move = await world.signedIn();
  await world.desk.runChecks({ move });
  const { checks } = await world.until(move, (view) => view.checks.state === 'done');
  expect(checks.lines.find(({ id }) => id === 'too-large')).toMatchObject({
    verdict: 'warn',
    values: { limitBytes: 8_000, count: 1, limitProvider: 'Some Host', limitSource: 'a test' },
    items: [{ mailbox: 'INBOX' }],
  });
});
