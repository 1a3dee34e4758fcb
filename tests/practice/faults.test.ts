import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { changeUidValidity, endlessLine, injectAfterStartTls, lieAboutSizes } from '../support/faults-answers.ts';
import { oversizedLiteral, refuseCommand, THROTTLE_TEXTS } from '../support/faults-answers.ts';
import { cutAfterLiteral, lateAppend, refuseMessages, refuseNthMessage } from '../support/faults-append.ts';
import { combineFaults } from '../support/faults-combined.ts';
import { byeAt, cutAfterReceiving, cutAfterSending, cutAt } from '../support/faults-wire.ts';
import { greetWith, slowDrip, stallAfterSending, stallAt } from '../support/faults-wire.ts';
import { startSimulatedServer, type SimulatedServer } from '../support/simulated-server.ts';
import { connectRaw, literal, signInRaw } from './raw-client.ts';

const inbox = (server: SimulatedServer): string[] =>
  server.store.get('INBOX')?.messages.map((message) => message.body().toString()) ?? [];

test('cutAfterSending: exactly so many bytes, on the first connection only', async () => {
  await using server = await startSimulatedServer({ script: cutAfterSending(300) });
  const { client, greeting } = await connectRaw(server);
  client.send(`a LOGIN ${server.user} ${server.password}\r\n${'b CAPABILITY\r\n'.repeat(20)}`);
  expect((await client.rest()).length).toBe(300 - greeting.length - 2);
  const second = await signInRaw(server);
  for (let round = 0; round < 20; round += 1) expect((await second.run('CAPABILITY')).status).toBe('OK');
});

test('cutAfterReceiving: what came last has no effect', async () => {
  await using server = await startSimulatedServer({ script: cutAfterReceiving(5_000) });
  const client = await signInRaw(server);
  expect((await client.run(`APPEND INBOX ${literal('kept')}`)).status).toBe('OK');
  await expect(client.run(`APPEND INBOX ${literal('x'.repeat(6_000))}`)).rejects.toThrow('connection ended');
  expect(inbox(server)).toEqual(['kept']);
});

test('cutAfterLiteral: no OK, and the messages stored or not as said', async () => {
  for (const stored of [true, false]) {
    await using server = await startSimulatedServer({ script: cutAfterLiteral({ stored, nth: 2 }) });
    const client = await signInRaw(server);
    expect((await client.run(`APPEND INBOX ${literal('first')}`)).status).toBe('OK');
    await expect(client.run(`APPEND INBOX ${literal('second')}`)).rejects.toThrow('connection ended');
    expect(inbox(server)).toEqual(stored ? ['first', 'second'] : ['first']);
    const again = await signInRaw(server);
    expect((await again.run(`APPEND INBOX ${literal('third')}`)).status).toBe('OK');
  }
});

test('lateAppend: the messages come after the connection is gone', async () => {
  await using server = await startSimulatedServer({ script: lateAppend({ ms: 500 }) });
  const client = await signInRaw(server);
  await expect(client.run(`APPEND INBOX ${literal('late')}`)).rejects.toThrow('connection ended');
  expect(inbox(server)).toEqual([]);
  await expect.poll(() => inbox(server)).toEqual(['late']);
});

test('refuseNthMessage and refuseMessages: the whole batch, however it is cut', async () => {
  const script = combineFaults(
    refuseNthMessage(2, '[CANNOT] Message has a bad date'),
    refuseMessages((body) => body.includes('virus'), 'Message was rejected'),
  );
  await using server = await startSimulatedServer({ script });
  const client = await signInRaw(server);
  const answer = await client.run(`APPEND INBOX ${literal('one')} ${literal('two')}`);
  expect(answer).toMatchObject({ status: 'NO', text: '[CANNOT] Message has a bad date' });
  expect((await client.run(`APPEND INBOX ${literal('one')}`)).status).toBe('OK');
  expect((await client.run(`APPEND INBOX ${literal('two')}`)).status).toBe('NO');
  expect((await client.run(`APPEND INBOX ${literal('virus')}`)).text).toBe('Message was rejected');
  expect(inbox(server)).toEqual(['one']);
});

test('byeAt, cutAt and refuseCommand strike at the command meant, as often as said', async () => {
  const script = combineFaults(
    refuseCommand({ command: 'SELECT', nth: 2, times: 2 }, THROTTLE_TEXTS.microsoft),
    byeAt({ command: 'UID FETCH', connection: 1 }),
    cutAt({ command: 'STATUS' }),
  );
  await using server = await startSimulatedServer({ script });
  const client = await signInRaw(server);
  const statuses = [];
  for (let round = 0; round < 4; round += 1) statuses.push((await client.run('SELECT INBOX')).status);
  expect(statuses).toEqual(['OK', 'NO', 'NO', 'OK']);
  client.send('x UID FETCH 1:* FLAGS\r\n');
  expect(await client.rest()).toBe('* BYE Server is going down\r\n');
  const second = await signInRaw(server);
  await second.run('SELECT INBOX');
  expect((await second.run('UID FETCH 1:* FLAGS')).status).toBe('OK');
  second.send('y STATUS INBOX (MESSAGES)\r\n');
  expect(await second.rest()).toBe('');
});

test('stallAt and stallAfterSending keep the connection and say nothing', async () => {
  await using first = await startSimulatedServer({ script: stallAt({ command: 'NOOP' }) });
  const client = await signInRaw(first);
  expect(await Promise.race([client.run('NOOP'), delay(200, 'silence')])).toBe('silence');
  expect(first.connections).toBe(1);
  await using second = await startSimulatedServer({ script: stallAfterSending(10) });
  expect(await Promise.race([connectRaw(second), delay(200, 'silence')])).toBe('silence');
  expect(second.connections).toBe(1);
});

test('slowDrip: everything comes, in its time', async () => {
  await using server = await startSimulatedServer({ script: slowDrip(40, 5) });
  const started = performance.now();
  const client = await signInRaw(server);
  expect((await client.run('CAPABILITY')).status).toBe('OK');
  expect(performance.now() - started).toBeGreaterThan(50);
});

test('greetings: BYE, and PREAUTH in the clear', async () => {
  await using busy = await startSimulatedServer({ script: greetWith('BYE', '[UNAVAILABLE] Come back later') });
  expect((await connectRaw(busy)).greeting).toBe('* BYE [UNAVAILABLE] Come back later');
  const script = greetWith('PREAUTH', 'Welcome, whoever you are');
  await using open = await startSimulatedServer({ implicitTls: false, script });
  const { client, greeting } = await connectRaw(open);
  expect(greeting).toMatch(/^\* PREAUTH/);
  expect((await client.run('SELECT INBOX')).status).toBe('OK');
  await using bare = await startSimulatedServer({ implicitTls: false, features: { starttls: false } });
  const without = await connectRaw(bare);
  expect(without.greeting).not.toContain('STARTTLS');
  expect((await without.client.run('STARTTLS')).status).toBe('BAD');
});

test('injectAfterStartTls: plain text behind the OK', async () => {
  const script = injectAfterStartTls('* CAPABILITY IMAP4rev1 EVIL\r\n');
  await using server = await startSimulatedServer({ implicitTls: false, script });
  const { client } = await connectRaw(server);
  await client.run('STARTTLS');
  expect(await client.response()).toBe('* CAPABILITY IMAP4rev1 EVIL');
});

test('lieAboutSizes and changeUidValidity', async () => {
  const script = combineFaults(
    lieAboutSizes((size) => size * 2),
    changeUidValidity('INBOX', 2),
  );
  await using server = await startSimulatedServer({ script });
  server.store.get('INBOX')?.skipUids(5);
  server.store.get('INBOX')?.add([{ body: Buffer.from('12345') }]);
  const first = await signInRaw(server);
  expect((await first.run('SELECT INBOX')).untagged).toContain('OK [UIDVALIDITY 1700000001] UIDs valid');
  expect((await first.run('FETCH 1 (UID RFC822.SIZE)')).untagged).toEqual(['1 FETCH (UID 6 RFC822.SIZE 10)']);
  const second = await signInRaw(server);
  expect((await second.run('SELECT INBOX')).untagged).toContain('OK [UIDVALIDITY 1700000002] UIDs valid');
  expect((await second.run('FETCH 1 UID')).untagged).toEqual(['1 FETCH (UID 1)']);
});

test('oversizedLiteral announces and does not deliver; endlessLine goes on until cut', async () => {
  const script = combineFaults(
    oversizedLiteral({ command: 'UID FETCH' }, 99_999_999_999),
    endlessLine({ command: 'NOOP' }, 1_000_000),
  );
  await using server = await startSimulatedServer({ script });
  const client = await signInRaw(server);
  let text = '';
  client.socket.on('data', (chunk: string) => (text += chunk));
  client.send('x UID FETCH 1 BODY.PEEK[]\r\n');
  await expect.poll(() => text).toContain('BODY[] {99999999999}\r\n');
  client.close();
  const second = await signInRaw(server);
  let length = 0;
  second.socket.on('data', (chunk: string) => (length += chunk.length));
  second.send('y NOOP\r\n');
  await expect.poll(() => length).toBeGreaterThan(1_000_000);
  second.close();
});
