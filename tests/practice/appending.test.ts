import { expect, test } from 'vitest';
import { createMailStore } from '../../main/practice/imap-server/mail-store.ts';
import { startSimulatedServer, type SimulatedServer } from '../support/simulated-server.ts';
import { literal, signInRaw } from './raw-client.ts';

const DATE = '"17-Jul-1996 02:44:25 -0700"';

function bodies(server: SimulatedServer, mailbox = 'INBOX'): string[] {
  return server.store.get(mailbox)?.messages.map((message) => message.body().toString('latin1')) ?? [];
}

test('APPEND stores bytes, flags and date as they came and tells the UID', async () => {
  await using server = await startSimulatedServer();
  const client = await signInRaw(server);
  const hostile = 'Subject: \0\xff\r\r\n\n{3}\r\nbare \r and \n (no end) {5+}';
  const answer = await client.run(`APPEND INBOX (\\seen $Work \\Recent) ${DATE} ${literal(hostile)}`);
  expect(answer.text).toBe('[APPENDUID 1700000001 1] APPEND completed');
  const [message] = server.store.get('INBOX')?.messages ?? [];
  expect(message?.body().toString('latin1')).toBe(hostile);
  expect(message).toMatchObject({
    uid: 1,
    flags: ['\\Seen', '$Work'],
    internalDate: '17-Jul-1996 02:44:25 -0700',
    size: hostile.length,
  });
});

test('MULTIAPPEND stores all messages in order and answers with one set', async () => {
  await using server = await startSimulatedServer();
  server.store.get('INBOX')?.skipUids(9);
  const client = await signInRaw(server);
  const answer = await client.run(
    `APPEND INBOX ${literal('one')} (\\Flagged) ${literal('two')} ${DATE} ${literal('three')}`,
  );
  expect(answer.text).toBe('[APPENDUID 1700000001 10:12] APPEND completed');
  expect(bodies(server)).toEqual(['one', 'two', 'three']);
});

test.each([
  ['an empty one', `${literal('one')} ${literal('')}`, {}, 'NO'],
  ['one over the limit', `${literal('one')} ${literal('x'.repeat(101))}`, { appendLimit: 100 }, 'NO'],
  ['more than the quota', `${literal('x'.repeat(60))} ${literal('x'.repeat(60))}`, { quota: 100 }, 'NO'],
  ['a wrong date', `${literal('one')} "31-Feb-2020 00:00:00 +0000" ${literal('two')}`, {}, 'BAD'],
  ['a wrong flag', `${literal('one')} (\\Nonsense) ${literal('two')}`, {}, 'BAD'],
])('MULTIAPPEND with %s stores nothing', async (_, messages, features, status) => {
  await using server = await startSimulatedServer({ features });
  const client = await signInRaw(server);
  expect((await client.run(`APPEND INBOX ${messages}`)).status).toBe(status);
  expect(bodies(server)).toEqual([]);
  expect((await client.run('NOOP')).status).toBe('OK');
});

test('without MULTIAPPEND a second message is BAD, without UIDPLUS no UID is told', async () => {
  await using server = await startSimulatedServer({ features: { multiappend: false, uidplus: false } });
  const client = await signInRaw(server);
  expect((await client.run(`APPEND INBOX ${literal('one')} ${literal('two')}`)).status).toBe('BAD');
  expect(bodies(server)).toEqual([]);
  expect((await client.run(`APPEND INBOX ${literal('one')}`)).text).toBe('APPEND completed');
});

test('a synchronising literal is asked for, or refused before it is sent', async () => {
  await using server = await startSimulatedServer({ features: { appendLimit: 10, quota: 25 } });
  const client = await signInRaw(server);
  const tag = client.start('APPEND INBOX {10}');
  expect(await client.response()).toMatch(/^\+/);
  client.send('0123456789\r\n');
  expect((await client.finish(tag)).status).toBe('OK');
  expect((await client.run('APPEND INBOX {11}')).text).toMatch(/^\[TOOBIG\]/);
  expect((await client.run('APPEND Nowhere {5}')).text).toMatch(/^\[TRYCREATE\]/);
  expect((await client.run(`APPEND Nowhere ${literal('5bytes')}`)).text).toMatch(/^\[TRYCREATE\]/);
  expect((await client.run(`APPEND INBOX ${literal('0123456789')}`)).status).toBe('OK');
  expect((await client.run('APPEND INBOX {6}')).text).toMatch(/^\[OVERQUOTA\]/);
  expect((await client.run('GETQUOTAROOT INBOX')).untagged).toEqual(['QUOTAROOT "INBOX" ""', 'QUOTA "" (STORAGE 1 0)']);
});

test('LITERAL- takes 4096 bytes unasked and no more; without either extension nothing comes unasked', async () => {
  await using minus = await startSimulatedServer({ features: { literal: 'LITERAL-' } });
  const first = await signInRaw(minus);
  expect((await first.run(`APPEND INBOX ${literal('x'.repeat(4096))}`)).status).toBe('OK');
  expect((await first.run(`APPEND INBOX ${literal('x'.repeat(4097))}`)).status).toBe('BAD');
  await using none = await startSimulatedServer({ features: { literal: null } });
  const second = await signInRaw(none);
  expect((await second.run(`APPEND INBOX ${literal('x')}`)).status).toBe('BAD');
  expect(bodies(none)).toEqual([]);
});

test('keywords are kept only as the rules allow, and PERMANENTFLAGS says so', async () => {
  const store = createMailStore();
  await using server = await startSimulatedServer({ store, rules: { maxKeywords: 2 } });
  const client = await signInRaw(server);
  await client.run(`APPEND INBOX (a \\Seen b c A) ${literal('one')}`);
  expect(store.get('INBOX')?.messages[0]?.flags).toEqual(['a', '\\Seen', 'b']);
  const selected = await client.run('SELECT INBOX');
  expect(selected.untagged.find((line) => line.includes('PERMANENTFLAGS'))).not.toContain('\\*');
  await using fixed = await startSimulatedServer({ store, rules: { newKeywords: false } });
  const other = await signInRaw(fixed);
  await other.run(`APPEND INBOX (B new) ${literal('two')}`);
  expect(store.get('INBOX')?.messages[1]?.flags).toEqual(['b']);
});

test('a mailbox name may be a literal too, and UTF8 messages come in literal8', async () => {
  await using server = await startSimulatedServer({ features: { utf8Accept: true } });
  const client = await signInRaw(server);
  await client.run('ENABLE UTF8=ACCEPT');
  expect((await client.run(`APPEND {5+}\r\nINBOX UTF8 (~${literal('Subject: \xc3\xa9\r\n\r\n')})`)).status).toBe('OK');
  expect(bodies(server)).toEqual(['Subject: \xc3\xa9\r\n\r\n']);
});

test('ten megabytes in one command arrive whole', async () => {
  await using server = await startSimulatedServer();
  const client = await signInRaw(server);
  const body = Buffer.alloc(1_000_003, '0123456789abc\r\n').toString('latin1');
  const answer = await client.run(`APPEND INBOX ${Array.from({ length: 10 }, () => literal(body)).join(' ')}`);
  expect(answer.text).toContain('1:10');
  expect(new Set(bodies(server))).toEqual(new Set([body]));
});
