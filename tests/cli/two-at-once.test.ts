import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assertSameMailboxes } from '../support/compare-mailboxes.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { rawAccount } from '../support/dovecot-move.ts';
import { fillPlainAccount } from '../support/plain-account.ts';
import { RawImap } from '../support/raw-imap.ts';
import { startProxy } from '../support/tcp-proxy.ts';
import { readEvents, startHoming, type Started } from './homing.ts';

/** Messages of the old account. */
const MAIL = 60;
const old = 'old@example.org';

let source: Dovecot;
let destination: Dovecot;
let folder: string;

beforeAll(async () => {
  source = await startDovecot({ format: 'maildir', separator: '.' });
  destination = await startDovecot({ format: 'mdbox', separator: '/' });
  folder = mkdtempSync(join(tmpdir(), 'homing-two-'));
  writeFileSync(join(folder, 'ca.pem'), source.caPem + destination.caPem);
  await fillPlainAccount(source, old, { mailboxes: 2, messagesEach: MAIL / 2, maxBytes: 5_000 });
});

afterAll(async () => {
  await Promise.all([source.stop(), destination.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const secrets = (): NodeJS.ProcessEnv => ({
  HOMING_FROM_PASSWORD: source.password,
  HOMING_TO_PASSWORD: destination.password,
  XDG_STATE_HOME: join(folder, 'state'),
});

/** One command line with a journal of its own. */
interface Line {
  readonly to: string;
  readonly journal: string;
  /** Of a proxy before the old server. */
  readonly fromPort?: number;
  /** The new account, written otherwise. */
  readonly toUrl?: string;
  readonly command?: string;
  readonly from?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

function urlOf(server: Dovecot, user: string, port = server.port): string {
  return `imaps://${encodeURIComponent(user)}@127.0.0.1:${String(port)}`;
}

function start({ to, journal, fromPort, toUrl, from = old, command = 'run', environment = {} }: Line): Started {
  const files = ['--ca', join(folder, 'ca.pem'), '--journal', join(folder, `${journal}.sqlite`)];
  const ends = ['--from', urlOf(source, from, fromPort), '--to', toUrl ?? urlOf(destination, to)];
  return startHoming([command, ...ends, ...files, '--json'], { ...secrets(), ...environment });
}

/** A run that has begun, and hangs at the old server until it is let go on. */
async function hanging(to: string, journal: string) {
  const proxy = await startProxy(source);
  proxy.stall();
  const run = start({ to, journal, fromPort: proxy.port });
  await expect.poll(() => proxy.connections.opened).toBeGreaterThan(0);
  return { ...run, goOn: () => proxy.resume(), stop: () => proxy.stop() };
}

async function messagesAt(user: string): Promise<number> {
  const client = await RawImap.open(rawAccount(destination, user));
  let messages = 0;
  for (const { name } of await client.list()) messages += (await client.status(name, 'MESSAGES'))['MESSAGES'] ?? 0;
  await client.logout();
  return messages;
}

const turnedAway = /copying into the mailbox of .* at this moment.* Nothing was done\.\nWait until it has ended/s;

test('of two at the same time, with two journals, one copies and the other says why it does not', async () => {
  const user = 'race@example.net';
  const both = ['race-1', 'race-2'].map((journal) => start({ to: user, journal }));
  const ended = await Promise.all(both.map((one) => one.ended));
  // On a busy machine the second one may begin when the first has ended already: then it finds everything there.
  const [first, second] = ended.toSorted((one, other) => (one.code ?? 9) - (other.code ?? 9));
  expect(first?.code).toBe(0);
  if (second?.code === 4) expect(second.stderr).toMatch(turnedAway);
  else expect(readEvents(second?.stdout ?? '').at(-1)).toMatchObject({ copied: 0, alreadyThere: MAIL });
  expect(await messagesAt(user)).toBe(MAIL);
  await assertSameMailboxes(rawAccount(source, old), rawAccount(destination, user));
});

test('who is turned away copies nothing twice afterwards', async () => {
  const user = 'late@example.net';
  const first = await hanging(user, 'late-1');
  // However the account is written.
  const toUrl = `imaps://LATE%40Example.NET@127.0.0.1:${String(destination.port)}`;
  const second = await start({ to: user, journal: 'late-2', toUrl }).ended;
  expect(second).toMatchObject({ code: 4, stderr: expect.stringMatching(turnedAway) as unknown });
  expect(readEvents(second.stdout).at(-1)).toMatchObject({
    event: 'problem',
    kind: 'destination-in-use',
    side: 'destination',
    exitCode: 4,
  });
  // What does not write is not turned away.
  const plan = await start({ to: user, journal: 'late-2', command: 'plan' }).ended;
  expect(plan.code).toBe(0);
  first.goOn();
  expect((await first.ended).code).toBe(0);
  await first.stop();
  const again = await start({ to: user, journal: 'late-2' }).ended;
  expect(again.code).toBe(0);
  expect(readEvents(again.stdout).at(-1)).toMatchObject({ copied: 0, alreadyThere: MAIL, failed: 0 });
  expect(await messagesAt(user)).toBe(MAIL);
  // Nor is a look at what arrived, while somebody else copies.
  const third = await hanging(user, 'late-3');
  const verified = await start({ to: user, journal: 'late-2', command: 'verify' }).ended;
  expect(verified.code).toBe(0);
  third.goOn();
  expect((await third.ended).code).toBe(0);
  await third.stop();
  expect(await messagesAt(user)).toBe(MAIL);
});

test('after kill -9 of the one that copies the next begins at once, and doubles nothing', async () => {
  const user = 'killed@example.net';
  const first = await hanging(user, 'killed-1');
  const before = await start({ to: user, journal: 'killed-2' }).ended;
  expect(before.code).toBe(4);
  first.child.kill('SIGKILL');
  await first.ended;
  await first.stop();
  const second = await start({ to: user, journal: 'killed-2' }).ended;
  expect(second.code).toBe(0);
  expect(await messagesAt(user)).toBe(MAIL);
});

test('what was killed in the middle and finished with another journal is not brought again', async () => {
  const user = 'halfway@example.net';
  const proxy = await startProxy(destination);
  const stalled = proxy.stallAfterBytesToServer(30_000);
  const toUrl = urlOf(destination, user, proxy.port);
  const first = start({ to: user, journal: 'halfway-1', toUrl });
  await stalled;
  first.child.kill('SIGKILL');
  await first.ended;
  // What was still on its way does not arrive later.
  proxy.cutAll();
  proxy.resume();
  const second = await start({ to: user, journal: 'halfway-2' }).ended;
  expect(second.code).toBe(0);
  expect(await messagesAt(user)).toBe(MAIL);
  const again = await start({ to: user, journal: 'halfway-1', toUrl }).ended;
  await proxy.stop();
  expect(again.code).toBe(0);
  const done = readEvents(again.stdout).at(-1);
  expect(done).toMatchObject({ failed: 0, waiting: 0 });
  expect(done).not.toHaveProperty('newcomers');
  expect(await messagesAt(user)).toBe(MAIL);
  await assertSameMailboxes(rawAccount(source, old), rawAccount(destination, user));
});

test('moves into other accounts go on beside it', async () => {
  const first = await hanging('ann@example.net', 'ann');
  const second = await start({ to: 'ben@example.net', journal: 'ben' }).ended;
  expect(second.code).toBe(0);
  first.goOn();
  expect((await first.ended).code).toBe(0);
  await first.stop();
});

test('of two computers, the one that ends last says what is there twice, and ends with 2', async () => {
  const user = 'computers@example.net';
  const both = { to: user, from: 'large@example.org' };
  await fillPlainAccount(source, both.from, { mailboxes: 1, messagesEach: MAIL / 2, maxBytes: 60_000 });
  // Before the new server, so that it stops in the middle of the one APPEND.
  const proxy = await startProxy(destination);
  const stalled = proxy.stallAfterBytesToServer(150_000);
  const first = start({
    ...both,
    journal: 'computers-1',
    toUrl: urlOf(destination, user, proxy.port),
    environment: { XDG_STATE_HOME: join(folder, 'one') },
  });
  await stalled;
  const environment = { XDG_STATE_HOME: join(folder, 'other') };
  const second = await start({ ...both, journal: 'computers-2', environment }).ended;
  expect(second.code).toBe(0);
  proxy.resume();
  const { code, stdout } = await first.ended;
  await proxy.stop();
  expect(await messagesAt(user)).toBe(MAIL);
  expect(code).toBe(2);
  const twice = { mailbox: 'INBOX', messages: MAIL / 2, doubled: MAIL / 2, isCounted: true };
  expect(readEvents(stdout).at(-1)).toMatchObject({ event: 'done', copied: MAIL / 2, failed: 0, newcomers: [twice] });
  const report = await startHoming(['report', '--journal', join(folder, 'computers-1.sqlite')]).ended;
  expect(report.stdout).toMatch(/INBOX in the new mailbox: 30 messages are there twice/);
});

test('where no lock can be kept the move goes on, and says so', async () => {
  const user = 'unlocked@example.net';
  writeFileSync(join(folder, 'no-folder'), '');
  const environment = { XDG_STATE_HOME: join(folder, 'no-folder') };
  const { code, stdout } = await start({ to: user, journal: 'unlocked', environment }).ended;
  expect(code).toBe(0);
  const notice = readEvents(stdout).find(({ event }) => event === 'notice');
  expect(notice).toMatchObject({
    kind: 'not-locked',
    message: expect.stringMatching(/Do not start a second one/) as unknown,
  });
});

test('a batch waits with a line while another Homing copies into its mailbox, and goes on with the others', async () => {
  const first = await hanging('busy@example.net', 'busy');
  const list = join(folder, 'list.csv');
  const rows = ['busy', 'free'].map((name) => {
    const [from, to] = [urlOf(source, old), urlOf(destination, `${name}@example.net`)];
    return `${name};${from};${to};${source.password};${destination.password}`;
  });
  writeFileSync(list, ['Name;From;To;from password;to_password', ...rows].join('\n'), { mode: 0o600 });
  mkdirSync(join(folder, 'journals'));
  const batch = startHoming(
    [
      'batch',
      list,
      '--journals',
      join(folder, 'journals'),
      '--ca',
      join(folder, 'ca.pem'),
      '--parallel',
      '1',
      '--json',
    ],
    secrets(),
  );
  await batch.says('"event":"later","move":"busy"');
  await batch.says('"event":"ended","move":"free"');
  first.goOn();
  expect((await first.ended).code).toBe(0);
  await first.stop();
  const { code, stdout } = await batch.ended;
  expect(code).toBe(0);
  const ended = readEvents(stdout).filter(({ event }) => event === 'ended');
  expect(ended).toMatchObject([
    { move: 'free', state: 'arrived', copied: MAIL },
    { move: 'busy', state: 'arrived', copied: 0, alreadyThere: MAIL },
  ]);
  expect(await messagesAt('busy@example.net')).toBe(MAIL);
});
