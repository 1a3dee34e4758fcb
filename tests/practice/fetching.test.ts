import { expect, test } from 'vitest';
import { startSimulatedServer, type SimulatedServer } from '../support/simulated-server.ts';
import { signInRaw, type RawClient } from './raw-client.ts';

const LETTER = [
  'From: "Desk, Front" <desk@example.org>',
  'To: one@example.org, Friends: two@example.org, three@example.org;',
  'Subject: =?UTF-8?B?w6k=?= and',
  ' folded',
  'Message-ID: <1@example.org>',
  'Date: Mon, 14 Feb 2022 08:30:00 +0000',
  'Content-Type: multipart/mixed; boundary="b 1"',
  '',
  'preamble',
  '--b 1',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'first part',
  '--b 1',
  'Content-Type: message/rfc822',
  'Content-Disposition: attachment; filename=inner.eml',
  '',
  'Subject: inner',
  'From: in@example.org',
  '',
  'inner text',
  '',
  '--b 1--',
  'epilogue',
].join('\r\n');

async function withLetters(server: SimulatedServer, command = 'SELECT'): Promise<RawClient> {
  server.store.get('INBOX')?.add([
    { flags: ['\\Flagged', 'kw'], internalDate: '17-Jul-1996 02:44:25 -0700', body: Buffer.from(LETTER) },
    { internalDate: ' 1-Jan-2020 00:00:00 +0000', body: Buffer.from('no header field\r\nS\xe9: x\r\n', 'latin1') },
    { flags: ['\\Seen'], body: Buffer.from(''), size: 0 },
  ]);
  const client = await signInRaw(server);
  await client.run(`${command} INBOX`);
  return client;
}

test('SELECT tells what the mailbox is', async () => {
  await using server = await startSimulatedServer();
  await withLetters(server);
  const client = await signInRaw(server);
  const selected = await client.run('SELECT INBOX (CONDSTORE)');
  expect(selected.text).toMatch(/^\[READ-WRITE\]/);
  expect(selected.untagged).toEqual([
    'FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft kw)',
    'OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft kw \\*)] Flags permitted',
    '3 EXISTS',
    '0 RECENT',
    'OK [UNSEEN 1] First unseen',
    'OK [UIDVALIDITY 1700000001] UIDs valid',
    'OK [UIDNEXT 4] Predicted next UID',
    'OK [HIGHESTMODSEQ 2] Highest',
  ]);
  expect((await client.run('EXAMINE INBOX')).text).toMatch(/^\[READ-ONLY\]/);
  expect((await client.run('SELECT Nowhere')).status).toBe('NO');
  expect((await client.run('FETCH 1 UID')).status).toBe('BAD');
});

test('FETCH gives data items in the order asked', async () => {
  await using server = await startSimulatedServer();
  const client = await withLetters(server);
  expect((await client.run('FETCH 1:2 (UID FLAGS INTERNALDATE RFC822.SIZE)')).untagged).toEqual([
    `1 FETCH (UID 1 FLAGS (\\Flagged kw) INTERNALDATE "17-Jul-1996 02:44:25 -0700" RFC822.SIZE ${String(LETTER.length)})`,
    '2 FETCH (UID 2 FLAGS () INTERNALDATE " 1-Jan-2020 00:00:00 +0000" RFC822.SIZE 24)',
  ]);
  expect((await client.run('UID FETCH 3,99:* FLAGS')).untagged).toEqual(['3 FETCH (UID 3 FLAGS (\\Seen))']);
  expect((await client.run('UID FETCH 50:60 FLAGS')).untagged).toEqual([]);
  expect((await client.run('FETCH 1:9 FLAGS')).status).toBe('BAD');
  expect((await client.run('FETCH * UID')).untagged).toEqual(['3 FETCH (UID 3)']);
  expect((await client.run('FETCH 1 FAST')).untagged[0]).toContain('RFC822.SIZE');
  expect((await client.run('FETCH 1 NONSENSE')).status).toBe('BAD');
  expect((await client.run('FETCH 0 UID')).status).toBe('BAD');
});

test.each([
  ['BODY.PEEK[]', LETTER],
  ['BODY.PEEK[HEADER]', LETTER.slice(0, LETTER.indexOf('preamble'))],
  ['BODY.PEEK[TEXT]', LETTER.slice(LETTER.indexOf('preamble'))],
  [
    'BODY.PEEK[HEADER.FIELDS (message-id SUBJECT)]',
    'Subject: =?UTF-8?B?w6k=?= and\r\n folded\r\nMessage-ID: <1@example.org>\r\n\r\n',
  ],
  ['BODY.PEEK[HEADER.FIELDS.NOT (FROM TO SUBJECT DATE CONTENT-TYPE)]', 'Message-ID: <1@example.org>\r\n\r\n'],
  ['BODY.PEEK[1]', 'first part'],
  ['BODY.PEEK[1.MIME]', 'Content-Type: text/plain; charset=utf-8\r\n\r\n'],
  ['BODY.PEEK[2.HEADER]', 'Subject: inner\r\nFrom: in@example.org\r\n\r\n'],
  ['BODY.PEEK[2.TEXT]', 'inner text\r\n'],
  ['BODY.PEEK[2.1]', 'inner text\r\n'],
])('FETCH %s', async (item, expected) => {
  await using server = await startSimulatedServer();
  const client = await withLetters(server);
  const label = item.replace('.PEEK', '').toUpperCase();
  expect((await client.run(`FETCH 1 ${item}`)).untagged).toEqual([
    `1 FETCH (${label} {${String(expected.length)}}\r\n${expected})`,
  ]);
});

test('FETCH cuts partial sections and says NIL for parts that are not there', async () => {
  await using server = await startSimulatedServer();
  const client = await withLetters(server);
  expect((await client.run('FETCH 1 BODY.PEEK[1]<6.2>')).untagged).toEqual(['1 FETCH (BODY[1]<6> {2}\r\npa)']);
  expect((await client.run('FETCH 1 BODY.PEEK[1]<600.2>')).untagged).toEqual(['1 FETCH (BODY[1]<600> {0}\r\n)']);
  expect((await client.run('FETCH 1 BODY.PEEK[3]')).untagged).toEqual(['1 FETCH (BODY[3] NIL)']);
  expect((await client.run('FETCH 1 BODY.PEEK[1.1]')).untagged).toEqual(['1 FETCH (BODY[1.1] NIL)']);
  expect((await client.run('FETCH 3 (RFC822.HEADER BODY.PEEK[])')).untagged).toEqual([
    '3 FETCH (RFC822.HEADER {0}\r\n BODY[] {0}\r\n)',
  ]);
});

test('reading without PEEK sets \\Seen and tells so, but not under EXAMINE', async () => {
  await using server = await startSimulatedServer();
  const client = await withLetters(server);
  expect((await client.run('FETCH 2 BODY[TEXT]')).untagged).toEqual([
    '2 FETCH (BODY[TEXT] {0}\r\n)',
    '2 FETCH (UID 2 FLAGS (\\Seen))',
  ]);
  await client.run('EXAMINE INBOX');
  expect((await client.run('FETCH 1 RFC822')).untagged).toHaveLength(1);
  expect(server.store.get('INBOX')?.messages[0]?.flags).not.toContain('\\Seen');
});

test('ENVELOPE and BODYSTRUCTURE describe the message', async () => {
  await using server = await startSimulatedServer();
  const client = await withLetters(server);
  const from = '(("Desk, Front" NIL "desk" "example.org"))';
  const to =
    '((NIL NIL "one" "example.org")(NIL NIL "Friends" NIL)(NIL NIL "two" "example.org")(NIL NIL "three" "example.org")(NIL NIL NIL NIL))';
  expect((await client.run('FETCH 1 ENVELOPE')).untagged).toEqual([
    `1 FETCH (ENVELOPE ("Mon, 14 Feb 2022 08:30:00 +0000" "=?UTF-8?B?w6k=?= and folded" ${from} ${from} ${from} ${to} NIL NIL NIL "<1@example.org>"))`,
  ]);
  const inner =
    '(NIL "inner" ((NIL NIL "in" "example.org")) ((NIL NIL "in" "example.org")) ((NIL NIL "in" "example.org")) NIL NIL NIL NIL NIL)';
  expect((await client.run('FETCH 1 BODY')).untagged).toEqual([
    `1 FETCH (BODY (("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 10 0)("message" "rfc822" NIL NIL NIL "7bit" 52 ${inner} ("text" "plain" NIL NIL NIL "7bit" 12 1) 4) "mixed"))`,
  ]);
  expect((await client.run('FETCH 1 BODYSTRUCTURE')).untagged[0]).toContain(
    '("attachment" ("filename" "inner.eml")) NIL NIL)',
  );
});

test('CONDSTORE: mod-sequences rise, and CHANGEDSINCE gives what changed', async () => {
  await using server = await startSimulatedServer();
  const client = await withLetters(server);
  expect((await client.run('FETCH 1:* MODSEQ')).untagged).toEqual(
    [1, 2, 3].map((n) => `${String(n)} FETCH (MODSEQ (2))`),
  );
  await client.run('STORE 2 +FLAGS.SILENT (\\Seen)');
  expect((await client.run('UID FETCH 1:* (FLAGS) (CHANGEDSINCE 2)')).untagged).toEqual([
    '2 FETCH (UID 2 FLAGS (\\Seen) MODSEQ (3))',
  ]);
  expect((await client.run('STATUS INBOX (HIGHESTMODSEQ)')).untagged).toEqual(['STATUS "INBOX" (HIGHESTMODSEQ 3)']);
  const conditional = await client.run('UID STORE 1:3 (UNCHANGEDSINCE 2) +FLAGS.SILENT (\\Deleted)');
  expect(conditional.text).toMatch(/^\[MODIFIED 2\]/);
});
