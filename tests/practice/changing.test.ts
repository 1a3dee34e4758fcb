import { expect, test } from 'vitest';
import { startSimulatedServer, type SimulatedServer } from '../support/simulated-server.ts';
import { signInRaw, type RawClient } from './raw-client.ts';

async function withFive(server: SimulatedServer): Promise<RawClient> {
  const messages = [1, 2, 3, 4, 5].map((day) => ({
    flags: day % 2 === 0 ? ['\\Seen'] : [],
    internalDate: `0${String(day)}-Jan-2020 23:30:00 -0500`,
    body: Buffer.from(
      `From: day${String(day)}@example.org\r\nSubject: Day ${String(day)}\r\nX-N: ${String(day)}\r\n\r\n${'x'.repeat(day)}`,
    ),
  }));
  server.store.get('INBOX')?.add(messages);
  const client = await signInRaw(server);
  await client.run('SELECT INBOX');
  return client;
}

function flags(server: SimulatedServer): string[] {
  return (
    server.store.get('INBOX')?.messages.map((message) => `${String(message.uid)} ${message.flags.join(' ')}`.trim()) ??
    []
  );
}

test('STORE sets, adds and takes away flags, silently or not', async () => {
  await using server = await startSimulatedServer();
  const client = await withFive(server);
  expect((await client.run('STORE 1,3 +FLAGS (\\flagged Work)')).untagged).toEqual([
    '1 FETCH (UID 1 FLAGS (\\Flagged Work))',
    '3 FETCH (UID 3 FLAGS (\\Flagged Work))',
  ]);
  expect((await client.run('UID STORE 3 -FLAGS.SILENT (WORK)')).untagged).toEqual([]);
  expect((await client.run('STORE 2 FLAGS ()')).untagged).toEqual(['2 FETCH (UID 2 FLAGS ())']);
  expect(flags(server)).toEqual(['1 \\Flagged Work', '2', '3 \\Flagged', '4 \\Seen', '5']);
  await client.run('EXAMINE INBOX');
  expect((await client.run('STORE 1 FLAGS (\\Seen)')).status).toBe('NO');
});

test('EXPUNGE, UID EXPUNGE and CLOSE remove what is deleted, counting as they go', async () => {
  await using server = await startSimulatedServer();
  const client = await withFive(server);
  await client.run('STORE 1,2,4 +FLAGS.SILENT (\\Deleted)');
  expect((await client.run('UID EXPUNGE 4:5')).untagged).toEqual(['4 EXPUNGE']);
  expect((await client.run('EXPUNGE')).untagged).toEqual(['1 EXPUNGE', '1 EXPUNGE']);
  expect(flags(server)).toEqual(['3', '5']);
  await client.run('STORE 1 +FLAGS.SILENT (\\Deleted)');
  expect((await client.run('CLOSE')).untagged).toEqual([]);
  expect(flags(server)).toEqual(['5']);
});

test('COPY and MOVE give COPYUID, keep everything, and MOVE removes', async () => {
  await using server = await startSimulatedServer();
  const target = server.store.create('Target');
  target.skipUids(100);
  const client = await withFive(server);
  expect((await client.run('UID COPY 2,4:5 Target')).text).toBe('[COPYUID 1700000002 2,4:5 101:103] COPY completed');
  expect(target.messages[0]).toMatchObject({ flags: ['\\Seen'], internalDate: '02-Jan-2020 23:30:00 -0500' });
  expect((await client.run('MOVE 1:2 Target')).untagged).toEqual([
    'OK [COPYUID 1700000002 1:2 104:105] Moved',
    '1 EXPUNGE',
    '1 EXPUNGE',
  ]);
  expect((await client.run('COPY 1 Nowhere')).text).toMatch(/^\[TRYCREATE\]/);
  expect(target.messages.map((message) => message.size)).toEqual([2, 4, 5, 1, 2].map((n) => 50 + n));
});

test.each([
  ['ALL', '1 2 3 4 5'],
  ['UNSEEN', '1 3 5'],
  ['NOT UNSEEN', '2 4'],
  ['OR 1 UID 5', '1 5'],
  ['SINCE 2-Jan-2020 BEFORE 4-Jan-2020', '2 3'],
  ['ON 03-Jan-2020', '3'],
  ['HEADER X-N 4', '4'],
  ['HEADER X-N ""', '1 2 3 4 5'],
  ['SUBJECT "day 2"', '2'],
  ['CHARSET UTF-8 FROM {4+}\r\nDAY3', '3'],
  ['LARGER 53', '4 5'],
  ['(SMALLER 53 NOT (1))', '2'],
  ['TEXT xxxx', '4 5'],
  ['KEYWORD none', ''],
  ['2:* SEEN', '2 4'],
])('SEARCH %s', async (keys, found) => {
  await using server = await startSimulatedServer();
  const client = await withFive(server);
  const answer = await client.run(`SEARCH ${keys}`);
  expect(answer.untagged).toEqual([`SEARCH ${found}`.trim()]);
});

test('SEARCH refuses what it does not know', async () => {
  await using server = await startSimulatedServer();
  const client = await withFive(server);
  expect((await client.run('SEARCH CHARSET KOI8-R ALL')).text).toMatch(/^\[BADCHARSET/);
  expect((await client.run('SEARCH NONSENSE')).status).toBe('BAD');
  expect((await client.run('SEARCH SINCE yesterday')).status).toBe('BAD');
  expect((await client.run('SEARCH NOT')).status).toBe('BAD');
});

test('another session learns of changes, of EXPUNGE only when numbers may change', async () => {
  await using server = await startSimulatedServer();
  const client = await withFive(server);
  const other = await signInRaw(server);
  await other.run('SELECT INBOX');
  await client.run('STORE 2 +FLAGS.SILENT (\\Deleted)');
  await client.run('EXPUNGE');
  await client.run('STORE 2 +FLAGS.SILENT (\\Answered)');
  const during = await other.run('FETCH 3 UID');
  expect(during.untagged).toEqual(['3 FETCH (UID 3)', '3 FETCH (UID 3 FLAGS (\\Answered))']);
  expect((await other.run('FETCH 2 UID')).untagged).toEqual([]);
  expect((await other.run('NOOP')).untagged).toEqual(['2 EXPUNGE']);
  expect((await other.run('FETCH 2 UID')).untagged).toEqual(['2 FETCH (UID 3)']);
});

test('IDLE tells new messages as they come, and ends with DONE', async () => {
  await using server = await startSimulatedServer();
  const client = await withFive(server);
  const tag = client.start('IDLE');
  expect(await client.response()).toMatch(/^\+/);
  server.store.get('INBOX')?.add([{ body: Buffer.from('six') }]);
  expect(await client.response()).toBe('* 6 EXISTS');
  server.store.get('INBOX')?.expunge(server.store.get('INBOX')?.messages.slice(0, 1) ?? []);
  expect(await client.response()).toBe('* 1 EXPUNGE');
  client.send('DONE\r\n');
  expect((await client.finish(tag)).status).toBe('OK');
  expect((await client.run('UNSELECT')).status).toBe('OK');
  expect((await client.run('CHECK')).status).toBe('BAD');
});
