import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OctetStream } from '../../main/engine/ports.ts';
import { readMessages } from '../../main/engine/read-messages.ts';
import { rehearse } from '../../main/engine/rehearse.ts';
import { destinationAccount, sourceAccount, type ConnectOptions } from '../../main/imap/account.ts';
import { snapshotAccount } from '../support/compare-snapshot.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { connectOptions, rawAccount, ServerMove } from '../support/dovecot-move.ts';
import { fillPlainAccount } from '../support/plain-account.ts';
import { HARMLESS, WITHOUT_PEEK } from '../support/harmless-commands.ts';
import { startProxy } from '../support/tcp-proxy.ts';

let old: Dovecot;
let fresh: Dovecot;

beforeAll(async () => {
  [old, fresh] = await Promise.all([
    startDovecot({ format: 'maildir', separator: '.' }),
    startDovecot({ format: 'mdbox', separator: '/' }),
  ]);
  await fillPlainAccount(old, old.user, { mailboxes: 3, messagesEach: 30, maxBytes: 20_000 });
});

afterAll(async () => {
  await Promise.all([old.stop(), fresh.stop()]);
});

test('a whole move, interrupted and verified deeply, says nothing to the source that could change it', async () => {
  const before = await snapshotAccount(rawAccount(old));
  const commands: string[] = [];
  const proxy = await startProxy(fresh);
  const move = ServerMove.between(
    { ...connectOptions(old), onCommand: (line) => commands.push(line) },
    connectOptions(fresh, undefined, proxy.port),
  );
  proxy.cutRandomly({ seed: 4, minBytes: 100_000, maxBytes: 300_000, times: 3 });
  try {
    expect(await move.run({ verify: 'deep', batchMessages: 10 })).toMatchObject({ end: 'finished', copied: 90 });
    move.loseJournal();
    expect(await move.run({ verify: 'deep' })).toMatchObject({ end: 'finished', alreadyThere: 90 });
  } finally {
    await proxy.stop();
  }
  await lookAround({ ...connectOptions(old), onCommand: (line) => commands.push(line) });
  expect(commands.length).toBeGreaterThan(30);
  expect(commands.filter((line) => !HARMLESS.test(line) || WITHOUT_PEEK.test(line))).toEqual([]);
  expect(commands.some((line) => /BODY\.PEEK\[\]/.test(line))).toBe(true);
  expect(await snapshotAccount(rawAccount(old))).toEqual(before);
});

/** What the app does with a source beside moving: looks how far it is, rehearses, and reads single messages. */
async function lookAround(options: ConnectOptions): Promise<void> {
  const { signal } = new AbortController();
  const source = await sourceAccount(options).connect(signal);
  const destination = await destinationAccount(connectOptions(fresh)).connect(signal);
  await source.ping();
  await source.open('Box 1');
  expect(await source.countSince(0)).toBe(30);
  const facts = { source: await source.inspect(), destination: await destination.inspect() };
  const clock = { now: () => Date.now(), sleep: () => Promise.resolve() };
  const rehearsal = await rehearse({ source, destination, facts, mailbox: 'INBOX', clock, signal, random: 'abcd' });
  expect(rehearsal).toMatchObject({ created: true, leftBehind: false, down: { messages: 20 }, problem: null });
  const { uidValidity } = await source.open('Box 1');
  const read: (Buffer | OctetStream | null)[] = [];
  await readMessages(source, [{ mailbox: 'Box 1', uidValidity, uid: 3 }], async (_wanted, body) => {
    await Promise.resolve();
    read.push(body);
  });
  expect(read[0]?.length).toBeGreaterThan(50);
  await Promise.all([source.close(), destination.close()]);
}
