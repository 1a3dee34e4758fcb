import { expect, test } from 'vitest';
import { letPass, type DestinationSession } from '../../main/engine/ports.ts';
import { factsOf } from './connect-for-test.ts';
import type { Peer } from './scripted-server.ts';
import { scriptedSessions } from './scripted-session.ts';

const sessions = scriptedSessions();

const open = (
  capabilities: string,
  script: (peer: Peer) => Promise<void>,
  silence = 20_000,
): Promise<DestinationSession> => sessions.open(capabilities, script, { maxLiteralBytes: 1000, timeouts: { silence } });

const item = (uid: string, body = 'x'): string =>
  `* 1 FETCH (UID ${uid} BODY[] {${String(body.length)}}\r\n${body})\r\n`;
const indexItem = (uid: string, rest = 'RFC822.SIZE 9'): string =>
  `* 1 FETCH (UID ${uid} FLAGS (\\Seen \\Recent) INTERNALDATE "17-Jul-1996 02:44:25 -0700" ${rest})\r\n`;

async function bodiesOf(session: DestinationSession, uids: string): Promise<[number, string][]> {
  const bodies: [number, string][] = [];
  await session.fetchBodies(
    uids,
    (uid, body) => {
      bodies.push([uid, body.toString()]);
    },
    letPass,
  );
  return bodies;
}

test('a command without an answer ends after the silence, in doubt', async () => {
  const session = await open('', (peer) => peer.gone(), 100);
  const facts = await factsOf(session.subscribe('A'));
  expect(facts).toMatchObject({ kind: 'silence', when: 'later', outcome: 'unclear' });
});

test('time spent in onMessage is no silence', async () => {
  const session = await open(
    '',
    async (peer) => {
      await peer.ok(item('1') + item('2'));
    },
    200,
  );
  const uids: number[] = [];
  await session.fetchBodies(
    '1:2',
    async (uid) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      uids.push(uid);
    },
    letPass,
  );
  expect(uids).toEqual([1, 2]);
});

test('an error of onMessage is thrown, and the connection is gone', async () => {
  const session = await open('', async (peer) => {
    await peer.ok(item('1') + item('2') + item('3'));
  });
  const uids: number[] = [];
  const fetching = session.fetchBodies(
    '1:3',
    (uid) => {
      uids.push(uid);
      if (uid === 2) throw new Error('disk full');
    },
    letPass,
  );
  await expect(fetching).rejects.toThrow('disk full');
  expect(uids).toEqual([1, 2]);
  expect(await factsOf(session.subscribe('A'))).toMatchObject({ kind: 'connection-lost', outcome: 'refused' });
});

test('destroy rejects what is under way', async () => {
  const session = await open('', (peer) => peer.gone());
  const pending = factsOf(session.subscribe('A'));
  setTimeout(() => session.destroy(), 30);
  expect(await pending).toMatchObject({ kind: 'connection-lost', outcome: 'unclear' });
});

test("Microsoft's throttle text is passed on at once, with its pause", async () => {
  const session = await open('', async (peer) => {
    const [tag] = (await peer.line()).split(' ');
    peer.send(`${String(tag)} BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds\r\n`);
    await peer.ok();
  });
  const facts = await factsOf(session.subscribe('A'));
  expect(facts).toMatchObject({ kind: 'throttled', when: 'later', wide: 'account', retryAfterMs: 92_415 });
  await session.subscribe('B');
});

test('a farewell during a command gives its words, and nobody waits for the server to hang up', async () => {
  const session = await open('', async (peer) => {
    await peer.line();
    peer.send('* BYE [UNAVAILABLE] Server shutting down.\r\n');
    await peer.gone();
  });
  const facts = await factsOf(session.subscribe('A'));
  expect(facts).toMatchObject({ kind: 'unavailable', outcome: 'unclear', serverText: 'Server shutting down.' });
});

test('a farewell between commands is told with the next one, which was never sent', async () => {
  const session = await open('', async (peer) => {
    await peer.ok();
    peer.send('* BYE Autologout; idle for too long\r\n');
    peer.end();
    await peer.gone();
  });
  await session.subscribe('A');
  await new Promise((resolve) => setTimeout(resolve, 500));
  const facts = await factsOf(session.subscribe('B'));
  expect(facts).toMatchObject({ kind: 'bye', when: 'now', outcome: 'refused' });
});

test('what the server said before it hung up still counts', async () => {
  const session = await open('', async (peer) => {
    await peer.ok(item('1') + item('2'));
    peer.end();
  });
  const uids: number[] = [];
  await session.fetchBodies(
    '1:2',
    async (uid) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      uids.push(uid);
    },
    letPass,
  );
  expect(uids).toEqual([1, 2]);
});

test('repeated UIDs, UIDs nobody asked for and news of flags are left out', async () => {
  const session = await open('', async (peer) => {
    await peer.ok(
      item('3') +
        item('2') +
        item('2') +
        '* 3 FETCH (FLAGS (\\Seen))\r\n* 3 FETCH (UID 4 FLAGS ())\r\n' +
        item('3') +
        item('9') +
        item('4'),
    );
  });
  expect((await bodiesOf(session, '2:4')).map(([uid]) => uid)).toEqual([3, 2, 4]);
});

test('a body may come as a quoted string; NIL is none, and nothing is none', async () => {
  const session = await open('', async (peer) => {
    await peer.ok(
      '* 1 FETCH (UID 1 BODY[] "a \\"b")\r\n* 2 FETCH (UID 2 BODY[] NIL)\r\n* 3 FETCH (BODY[] {0}\r\n UID 3)\r\n',
    );
  });
  expect(await bodiesOf(session, '1:3')).toEqual([[1, 'a "b']]);
});

test('messages expunged meanwhile are simply missing', async () => {
  const session = await open('', async (peer) => {
    for (const words of ['[EXPUNGEISSUED] gone', 'Some of the requested messages no longer exist.']) {
      const [tag] = (await peer.line()).split(' ');
      peer.send(`${item('1')}${String(tag)} NO ${words}\r\n`);
    }
  });
  expect(await bodiesOf(session, '1:2')).toEqual([[1, 'x']]);
  expect(await bodiesOf(session, '1:2')).toEqual([[1, 'x']]);
});

test('an index without \\Recent, with the date as sent', async () => {
  const session = await open('', async (peer) => {
    await peer.ok(indexItem('5'));
  });
  const found: unknown[] = [];
  await session.fetchIndex('1:*', false, (message) => {
    found.push(message);
  });
  expect(found).toEqual([{ uid: 5, flags: ['\\Seen'], internalDate: '17-Jul-1996 02:44:25 -0700', size: 9 }]);
});

test.each([['a line without an end', `* 1 FETCH (UID 5 ${'x'.repeat(1_100_000)}`]])(
  'an index with %s is an answer outside the protocol',
  async (_what, sent) => {
    const session = await open('', async (peer) => {
      await peer.line();
      peer.send(sent);
      await peer.gone();
    });
    expect(await factsOf(session.fetchIndex('1:*', false, () => undefined))).toMatchObject({ kind: 'protocol' });
  },
);

test.each([
  ['a negative size', 'RFC822.SIZE -1'],
  ['an endless size', 'RFC822.SIZE 99999999999999999999'],
])('%s is as good as none told', async (_what, size) => {
  const session = await open('', async (peer) => {
    await peer.ok(indexItem('5', size));
  });
  const found: unknown[] = [];
  await session.fetchIndex('1:*', false, (message) => {
    found.push(message);
  });
  expect(found).toMatchObject([{ uid: 5, size: 0 }]);
});

test.each([
  ['a response without a list', '* 1 FETCH\r\n'],
  ['a line no parser understands', '* 1 FETCH (UID 5 "\r\n'],
])('%s concerns single messages, and the connection lives on', async (_what, sent) => {
  const session = await open('', async (peer) => {
    await peer.ok(`${sent}${indexItem('6')}`);
    await peer.ok(indexItem('6'));
  });
  const found: number[] = [];
  const list = (): Promise<void> => session.fetchIndex('1:*', false, ({ uid }) => void found.push(uid));
  expect(await factsOf(list())).toMatchObject({ kind: 'protocol', wide: 'message', outcome: 'refused' });
  await list();
  expect(found).toEqual([6, 6]);
});

test.each([
  ['several spaces', '*  3   EXISTS\r\n*  OK  [UIDVALIDITY 5] ok\r\n'],
  ['lower case', '* 3 exists\r\n* ok [uidvalidity 5] ok\r\n'],
  ['no text behind a code, and spaces at the end', '* 3 EXISTS \r\n* OK [UIDVALIDITY 5]\r\n'],
  ['a tab', '* 3\tEXISTS\r\n* OK [UIDVALIDITY 5]\r\n'],
])('a line with %s is read all the same', async (_what, sent) => {
  const session = await open('', async (peer) => {
    await peer.ok(`${sent}* OK [UIDNEXT 9] ok\r\n`);
  });
  expect(await session.open('INBOX')).toMatchObject({ exists: 3, uidValidity: 5, uidNext: 9 });
});

test('a line that cannot be read and may change the answer ends the connection', async () => {
  const session = await open('', async (peer) => {
    await peer.line();
    peer.send('* 3 EXISTS "\r\n');
    await peer.gone();
  });
  expect(await factsOf(session.open('INBOX'))).toMatchObject({ kind: 'protocol' });
});

test('a missing EXISTS is not told, and not none', async () => {
  const session = await open('', async (peer) => {
    await peer.ok('* OK [UIDVALIDITY 5] ok\r\n* OK [UIDNEXT 9] ok\r\n');
  });
  expect(await session.open('INBOX')).toMatchObject({ exists: null });
});

test('items of a message may come in several responses, and what is missing is asked for once more', async () => {
  const session = await open('', async (peer) => {
    await peer.ok(
      '* 1 FETCH (UID 5 FLAGS (\\Seen))\r\n* 1 FETCH (UID 5 INTERNALDATE " 1-Jul-1996 02:44:25 -0700")\r\n',
    );
    await peer.ok('* 1 FETCH (UID 5 FLAGS (\\Seen))\r\n');
  });
  const found: unknown[] = [];
  await session.fetchIndex('1:*', false, (message) => {
    found.push(message);
  });
  expect(found).toEqual([{ uid: 5, flags: ['\\Seen'], internalDate: ' 1-Jul-1996 02:44:25 -0700', size: 0 }]);
  expect(sessions.lines().at(-1)).toMatch(/UID FETCH 5 \(UID FLAGS INTERNALDATE RFC822.SIZE\)/);
});

test('what a server said before it fell silent is the reason', async () => {
  const session = await open('', async (peer) => {
    await peer.line();
    peer.send('* BAD [ALERT] Please enable IMAP access first.\r\n');
    await peer.gone();
  });
  expect(await factsOf(session.open('INBOX'))).toMatchObject({
    kind: 'refused',
    serverText: 'Please enable IMAP access first.',
  });
});

test('who we are is said on every connection, before anything is opened', async () => {
  const session = await open('ID', async (peer) => {
    await peer.ok();
    await peer.ok('* 3 EXISTS\r\n* OK [UIDVALIDITY 5] ok\r\n* OK [UIDNEXT 9] ok\r\n');
  });
  await session.open('INBOX');
  expect(
    sessions
      .lines()
      .slice(-2)
      .map((line) => line.replace(/^\S+ /, '')),
  ).toEqual(['ID ("name" "Homing" "version" "0.0.0")', 'SELECT "INBOX"']);
});

test('a literal over the limit ends the connection before it arrives', async () => {
  const session = await open('', async (peer) => {
    await peer.line();
    peer.send('* 1 FETCH (UID 1 BODY[] {9999999999}\r\n');
    await peer.gone();
  });
  expect(await factsOf(bodiesOf(session, '1'))).toMatchObject({ kind: 'too-big', wide: 'message' });
});

test('a mailbox without UIDVALIDITY cannot be opened', async () => {
  const session = await open('', async (peer) => {
    await peer.ok('* 3 EXISTS\r\n* OK [UIDVALIDITY 0] no\r\n');
  });
  expect(await factsOf(session.open('INBOX'))).toMatchObject({ kind: 'protocol' });
});

test('without UIDNEXT it is one more than the last UID; without PERMANENTFLAGS it is not known', async () => {
  const session = await open('', async (peer) => {
    await peer.ok('* 3 EXISTS\r\n* OK [UIDVALIDITY 5] ok\r\n');
    await peer.ok('* 3 FETCH (UID 17)\r\n');
  });
  expect(await session.open('INBOX')).toEqual({
    exists: 3,
    uidValidity: 5,
    uidNext: 18,
    highestModseq: null,
    permanentFlags: null,
  });
});

test.each(['a\rb', 'a\nb', 'a\r\nA1 DELETE INBOX', 'a\0b', ''])('the name %j never gets out', async (name) => {
  const session = await open('UTF8=ACCEPT ENABLE', async (peer) => {
    await peer.ok('* ENABLED UTF8=ACCEPT\r\n');
    await peer.ok();
  });
  expect(await factsOf(session.subscribe(name))).toMatchObject({ kind: 'name-refused', outcome: 'refused' });
  await session.subscribe('b');
  expect(sessions.lines().at(-1)).toMatch(/SUBSCRIBE "b"$/);
});

test('close in the middle of a command hangs up', async () => {
  const session = await open('', (peer) => peer.gone());
  const pending = factsOf(session.subscribe('A'));
  await session.close();
  expect(await pending).toMatchObject({ kind: 'connection-lost' });
  expect(sessions.lines().some((line) => line.includes('LOGOUT'))).toBe(false);
});

test('close says LOGOUT and does not wait for the answer', async () => {
  const session = await open('', async (peer) => {
    await peer.line();
    await peer.gone();
  });
  await session.close();
  await session.close();
  await expect.poll(() => sessions.lines().at(-1)).toMatch(/LOGOUT$/);
});
