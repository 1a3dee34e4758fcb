import { expect, test } from 'vitest';
import type { IndexedMessage } from '../../main/engine/ports.ts';
import { destinationAccount, sourceAccount, type ConnectOptions } from '../../main/imap/account.ts';
import type { ServerFeatures } from '../../main/practice/imap-server/features.ts';
import type { ServerScript } from '../../main/practice/imap-server/server-script.ts';
import { GmailAccount } from '../support/gmail-server.ts';
import { startSimulatedServer, type SimulatedServer } from '../support/simulated-server.ts';
import { factsOf } from './connect-for-test.ts';

const { signal } = new AbortController();

function optionsFor(server: SimulatedServer): ConnectOptions {
  const { host, port, user, password, caPem } = server;
  return {
    address: { host, port, user, security: 'tls' },
    secret: () => Promise.resolve({ kind: 'password', value: password }),
    extraCa: caPem,
    clientVersion: 'test',
  };
}

const LABELS = ['\\Inbox', 'Work', 'Work/Löwe & Söhne', 'say "so" \\ well', 'NIL', '日本語', 'R&D', 'a b'];

test.each([false, true])('labels are told by the names LIST shows, with UTF8=ACCEPT %j', async (utf8Accept) => {
  const account = new GmailAccount();
  account.put({ body: 'Subject: x\r\n\r\nx\r\n', labels: LABELS });
  account.put({ body: 'Subject: y\r\n\r\ny\r\n', labels: [] });
  const { store, features } = account.serverOptions();
  await using server = await startSimulatedServer({ ...(store && { store }), features: { ...features, utf8Accept } });
  const session = await sourceAccount(optionsFor(server)).connect(signal);
  const { mailboxes, capabilities } = await session.inspect();
  expect(capabilities).toContain('X-GM-EXT-1');
  await session.open('[Gmail]/All Mail');
  const found: IndexedMessage[] = [];
  await session.fetchIndex('1:*', { identity: true, labels: true }, (message) => void found.push(message));
  expect(found.map(({ gmail }) => gmail)).toEqual([
    { id: '1700000000000000001', labels: LABELS },
    { id: '1700000000000000002', labels: [] },
  ]);
  expect(found[0]?.identity?.toString()).toContain('Subject: x');
  const names = new Set(mailboxes.map(({ name }) => name));
  for (const label of LABELS.slice(1)) expect(names).toContain(label);
  // Elsewhere a mailbox leaves its own label out.
  await session.open('Work');
  await session.fetchIndex('1:*', { identity: false, labels: true }, ({ gmail }) => {
    expect(gmail?.labels).toEqual(LABELS.filter((label) => label !== 'Work'));
  });
  // Nobody who does not ask is told.
  await session.fetchIndex('1:*', false, (message) => expect(message).not.toHaveProperty('gmail'));
  await session.close();
});

test('another server refuses to be asked for labels', async () => {
  await using server = await startSimulatedServer();
  server.store.get('INBOX')?.add([{ body: Buffer.from('Subject: x\r\n\r\nx\r\n') }]);
  const session = await sourceAccount(optionsFor(server)).connect(signal);
  await session.open('INBOX');
  const asked = session.fetchIndex('1:*', { identity: false, labels: true }, () => undefined);
  expect(await factsOf(asked)).toMatchObject({ outcome: 'refused' });
  await session.close();
});

async function copying(features: Partial<ServerFeatures>, script: ServerScript = {}) {
  const server = await startSimulatedServer({ features, script });
  server.store.create('To');
  server.store
    .get('INBOX')
    ?.add(['a', 'b', 'c'].map((text) => ({ body: Buffer.from(`Subject: ${text}\r\n\r\n${text}\r\n`) })));
  const session = await destinationAccount(optionsFor(server)).connect(signal);
  await session.open('INBOX');
  return { server, session };
}

test('COPY tells which message became which, also when one is gone', async () => {
  const { server, session } = await copying({});
  const receipt = await session.copy([3, 1, 9], 'To');
  expect(receipt?.uidValidity).toBe(server.store.get('To')?.uidValidity);
  expect([...(receipt?.uids ?? [])]).toEqual([
    [1, 1],
    [3, 2],
  ]);
  expect(await session.copy([9], 'To')).toBeNull();
  expect(server.store.get('To')?.messages.map(({ body }) => body().toString().slice(9, 10))).toEqual(['a', 'c']);
  await session.close();
  await server.stop();
});

test('COPY without UIDPLUS tells nothing', async () => {
  const { server, session } = await copying({ uidplus: false });
  expect(await session.copy([1, 2], 'To')).toBeNull();
  expect(server.store.get('To')?.messages).toHaveLength(2);
  await session.close();
  await server.stop();
});

test.each([
  ['[COPYUID 5 1:2 7] done', 'of other lengths'],
  ['[COPYUID 5 1,4 7:8] done', 'for a message never asked for'],
  ['[COPYUID 5 1:2 7,7] done', 'with one UID twice'],
  ['[COPYUID 0 1:2 7:8] done', 'without UIDVALIDITY'],
  ['[COPYUID 5 1:4294967295 1:4294967295] done', 'that is endless'],
])('%s: a receipt %s is none', async (text) => {
  const { server, session } = await copying(
    {},
    { afterCommand: (_, { name }, outcome) => (name === 'UID COPY' ? { status: 'OK', text } : outcome) },
  );
  expect(await session.copy([1, 2], 'To')).toBeNull();
  await session.close();
  await server.stop();
});

test('a refused COPY says how much is at fault', async () => {
  const { server, session } = await copying({ quota: 50 });
  expect(await factsOf(session.copy([1, 2, 3], 'To'))).toMatchObject({ kind: 'over-quota', outcome: 'refused' });
  expect(await factsOf(session.copy([1], 'Nowhere'))).toMatchObject({ kind: 'no-such-mailbox', when: 'now' });
  await session.close();
  await server.stop();
});
