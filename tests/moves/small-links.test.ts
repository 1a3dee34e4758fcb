import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assertSameMailboxes } from '../support/compare-mailboxes.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { rawAccount } from '../support/dovecot-move.ts';
import { startHoming, type HomingProcess } from '../support/homing-process.ts';
import { fillPlainAccount } from '../support/plain-account.ts';
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

function start(): HomingProcess {
  return startHoming(
    'run',
    { server: old, user: old.user, port: source?.port ?? 0 },
    { server: fresh, user: fresh.user, port: destination?.port ?? 0 },
    { caFile, journal: join(folder, 'killed.db') },
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
