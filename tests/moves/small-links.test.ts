import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assertSameMailboxes } from '../support/compare-mailboxes.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { rawAccount } from '../support/dovecot-move.ts';
import { startHoming, type HomingProcess } from '../support/homing-process.ts';
import { fillPlainAccount } from '../support/plain-account.ts';
import { RawImap } from '../support/raw-imap.ts';
import { startProxy, type TcpProxy } from '../support/tcp-proxy.ts';

const KILLS = 4;
const MEGABYTE = 1_000_000;
/** Each process is killed when so much was read from the old server: less than one large batch. */
const BEFORE_KILL = 3 * MEGABYTE;

let old: Dovecot;
let fresh: Dovecot;
let [source, destination]: TcpProxy[] = [];
let folder: string;
let caFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homing-small-links-'));
  [old, fresh] = await Promise.all([
    startDovecot({ format: 'maildir', separator: '.' }),
    startDovecot({ format: 'mdbox', separator: '/', quotaMegabytes: 500 }),
  ]);
  [source, destination] = await Promise.all([startProxy(old), startProxy(fresh)]);
  caFile = join(folder, 'ca.pem');
  await writeFile(caFile, old.caPem + fresh.caPem);
  await fillPlainAccount(old, old.user, { mailboxes: 1, messagesEach: 100, maxBytes: 900_000 });
});

afterAll(async () => {
  await Promise.all([source?.stop(), destination?.stop()]);
  await Promise.all([old.stop(), fresh.stop()]);
  await rm(folder, { recursive: true });
});

function start(journal = join(folder, 'killed.db'), user = old.user): HomingProcess {
  return startHoming(
    'run',
    { server: old, user, port: source?.port ?? 0 },
    { server: fresh, user, port: destination?.port ?? 0 },
    { caFile, journal },
  );
}

async function arrived(): Promise<number> {
  const { stdout } = await fresh.doveadm(['mailbox', 'status', '-u', fresh.user, 'messages', 'INBOX']);
  return Number(/messages=(\d+)/.exec(stdout)?.[1]);
}

test('killed before a large batch is through, again and again: each process brings something, and little is read in vain', async () => {
  source?.pace(4 * MEGABYTE);
  destination?.pace(4 * MEGABYTE);
  let before = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const passed = source?.passedToClient(BEFORE_KILL);
    const homing = start();
    await Promise.race([passed, homing.ended]);
    homing.child.kill('SIGKILL');
    expect((await homing.ended).signal).toBe('SIGKILL');
    const now = await arrived();
    expect(now).toBeGreaterThan(before);
    before = now;
  }
  source?.pace(Infinity);
  destination?.pace(Infinity);
  const last = start();
  expect((await last.ended).code, last.stderr()).toBe(0);
  await assertSameMailboxes(rawAccount(old), rawAccount(fresh));
  // Everything once, and of each killed process less than two thirds in vain.
  const size = destination?.bytes.toServer ?? 0;
  expect(source?.bytes.toClient).toBeLessThan(size + (KILLS * BEFORE_KILL * 2) / 3);
});

test('links that break every 3 MB, on both sides: what is larger is named with the reason; all others arrive', async () => {
  const user = 'large@example.org';
  await fillPlainAccount(old, user, { mailboxes: 1, messagesEach: 6, maxBytes: 20_000 });
  const client = await RawImap.open(rawAccount(old, user));
  const large = 'x'.repeat(78).concat('\r\n').repeat(60_000);
  await client.append('INBOX', { bytes: Buffer.from(`Subject: A large one\r\n\r\n${large}`) });
  await client.append('INBOX', { bytes: Buffer.from('Subject: Behind it\r\n\r\nsmall\r\n') });
  await client.logout();
  const cuts = { seed: 1, minBytes: 3 * MEGABYTE, maxBytes: 3 * MEGABYTE };
  source?.cutRandomly(cuts);
  destination?.cutRandomly(cuts);
  const journal = join(folder, 'large.db');
  const first = start(journal, user);
  expect((await first.ended).code, first.stderr()).toBe(3);
  const told = linesOf(first);
  expect(told.at(-1)).toMatchObject({ event: 'done', copied: 7, failed: 0, waiting: 1 });
  expect(told.filter(({ event, uid }) => event === 'problem' && uid !== undefined)).toEqual([
    expect.objectContaining({ kind: 'connection-lost', side: 'source', large: true, runs: 1, subject: 'A large one' }),
  ]);
  source?.cutRandomly(null);
  destination?.cutRandomly(null);
  const last = start(journal, user);
  expect((await last.ended).code, last.stderr()).toBe(0);
  expect(linesOf(last).at(-1)).toMatchObject({ event: 'done', copied: 8, failed: 0, waiting: 0 });
});

function linesOf(homing: HomingProcess): Record<string, unknown>[] {
  return homing
    .stdout()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
