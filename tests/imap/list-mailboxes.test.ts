import { expect, test } from 'vitest';
import type { SourceSession } from '../../main/engine/ports.ts';
import { factsOf } from './connect-for-test.ts';
import type { Peer } from './scripted-server.ts';
import { scriptedSessions } from './scripted-session.ts';

const sessions = scriptedSessions();

/** A session whose server refuses everything after the script. */
const open = (capabilities: string, script: (peer: Peer) => Promise<void>): Promise<SourceSession> =>
  sessions.open(capabilities, async (peer) => {
    await script(peer);
    for (;;) await refuse(peer);
  });

/** Refuses the next command, for good. */
async function refuse(peer: Peer, text = '[NOPERM] not for you'): Promise<void> {
  const [tag] = (await peer.line()).split(' ');
  peer.send(`${String(tag)} NO ${text}\r\n`);
}

const lines = (): string[] =>
  sessions
    .lines()
    .slice(1)
    .map((line) => line.replace(/^\S+ /, ''));
const status = (messages: number): string => `(MESSAGES ${String(messages)} UIDNEXT 9 UIDVALIDITY 7)`;

test('with LIST-STATUS everything is asked in one packet', async () => {
  const session = await open(
    'ID NAMESPACE QUOTA LIST-EXTENDED LIST-STATUS SPECIAL-USE CONDSTORE STATUS=SIZE APPENDLIMIT=1000',
    async (peer) => {
      await peer.ok('* ID ("name" "Test" "version" "1.0" "junk" NIL)\r\n');
      await peer.ok('* NAMESPACE (("INBOX." ".")("other" "/")) NIL NIL\r\n');
      await peer.ok(
        '* QUOTAROOT INBOX a b\r\n* QUOTA a (MESSAGE 1 2 STORAGE 10 512)\r\n* QUOTA b (STORAGE 500 600)\r\n',
      );
      await peer.ok(
        '* LIST (\\HasNoChildren \\Subscribed \\Sent) "." INBOX.Sent\r\n' +
          '* STATUS INBOX.Sent (MESSAGES 3 UIDNEXT 9 UIDVALIDITY 7 HIGHESTMODSEQ 18446744073709551 SIZE 5000000000)\r\n' +
          `* LIST () "." inbox\r\n* STATUS Inbox ${status(1)}\r\n`,
      );
    },
  );
  expect(await session.inspect()).toEqual({
    capabilities: session.capabilities,
    serverName: 'Test 1.0',
    namespace: { prefix: 'INBOX.', delimiter: '.' },
    quota: { usedBytes: 500 * 1024, limitBytes: 600 * 1024 },
    appendLimit: 1000,
    mailboxes: [
      {
        name: 'INBOX.Sent',
        delimiter: '.',
        attributes: ['\\HasNoChildren', '\\Sent'],
        subscribed: true,
        status: { messages: 3, uidNext: 9, uidValidity: 7, size: 5_000_000_000, highestModseq: 18446744073709551n },
      },
      {
        name: 'INBOX',
        delimiter: '.',
        attributes: [],
        subscribed: false,
        status: { messages: 1, uidNext: 9, uidValidity: 7, size: null, highestModseq: null },
      },
    ],
  });
  expect(lines()).toEqual([
    'ID ("name" "Homing" "version" "0.0.0")',
    'NAMESPACE',
    'GETQUOTAROOT INBOX',
    'LIST "" "*" RETURN (SUBSCRIBED CHILDREN SPECIAL-USE STATUS (MESSAGES UIDNEXT UIDVALIDITY HIGHESTMODSEQ SIZE))',
  ]);
});

test('without LIST-STATUS there are LSUB and STATUS, fifty at a time', async () => {
  const names = Array.from({ length: 60 }, (_unused, index) => `m ${String(index)}`);
  const session = await open('', async (peer) => {
    await peer.ok('* LSUB () "/" "m 1"\r\n* LSUB (\\Noselect) "/" "m 2"\r\n');
    await peer.ok(`* LIST (\\NoSelect) "/" p\r\n${names.map((name) => `* LIST () "/" "${name}"\r\n`).join('')}`);
    for (const some of [names.slice(0, 50), names.slice(50)]) {
      for (const [at, name] of some.entries()) {
        const [tag] = (await peer.line()).split(' ');
        if (at === 3) peer.send(`${String(tag)} NO [NOPERM] not for you\r\n`);
        else peer.send(`* STATUS "${name}" ${status(at)}\r\n${String(tag)} OK done\r\n`);
      }
      await peer.ok();
    }
  });
  const { mailboxes, namespace } = await session.inspect();
  expect(namespace).toEqual({ prefix: '', delimiter: '/' });
  expect(mailboxes.map(({ name }) => name)).toEqual(['p', ...names]);
  expect(mailboxes.filter(({ subscribed }) => subscribed).map(({ name }) => name)).toEqual(['m 1']);
  expect(mailboxes.filter((mailbox) => mailbox.status === null).map(({ name }) => name)).toEqual(['p', 'm 3', 'm 53']);
  expect(lines()[2]).toBe('STATUS "m 0" (MESSAGES UIDNEXT UIDVALIDITY)');
  expect(lines().filter((line) => line === 'NOOP')).toHaveLength(2);
});

/** Three mailboxes; STATUS, asked of all together, is answered as said, and then SELECT. */
function openWithStatus(answers: readonly (string | null)[]): Promise<SourceSession> {
  return open('', async (peer) => {
    await peer.ok();
    await peer.ok(['INBOX', 'a', 'b'].map((name) => `* LIST () "/" ${name}\r\n`).join(''));
    for (const [at, answer] of answers.entries()) {
      if (at === 3) await peer.ok();
      const [tag, , name] = (await peer.line()).split(' ');
      const told =
        at < 3
          ? `* STATUS ${String(name)} ${status(1)}`
          : '* 1 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 9] ok';
      peer.send(answer === null ? `${told}\r\n${String(tag)} OK done\r\n` : `${String(tag)} ${answer}\r\n`);
    }
  });
}

const microsoft = 'BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds';
const iCloud = 'NO Service temporarily unavailable';

test.each([
  ['the back-off of Microsoft', [null, microsoft, microsoft, microsoft], { kind: 'throttled', retryAfterMs: 92_415 }],
  ['iCloud out of breath', [null, iCloud, iCloud, iCloud, iCloud], { kind: 'unavailable' }],
  ['no mailbox at all', Array<string>(4).fill(iCloud), { kind: 'unavailable' }],
] as const)(
  'a server that wants patience while it is asked for STATUS has lost no mailbox: %s',
  async (_, answers, facts) => {
    const session = await openWithStatus(answers);
    expect(await factsOf(session.inspect())).toMatchObject({ ...facts, when: 'later', wide: 'account' });
  },
);

test('a mailbox that was busy for a moment has its status, one that is out of order for ever has none', async () => {
  // Opened one by one, `a` answers; `b` does not, but `INBOX` still does.
  const session = await openWithStatus([null, microsoft, iCloud, null, iCloud, null]);
  const { mailboxes } = await session.inspect();
  expect(mailboxes.map(({ name, status: known }) => [name, known?.messages ?? null])).toEqual([
    ['INBOX', 1],
    ['a', 1],
    ['b', null],
  ]);
});

test('LIST-EXTENDED alone still tells subscriptions and special uses', async () => {
  const session = await open('LIST-EXTENDED SPECIAL-USE', async (peer) => {
    await peer.ok('* LIST (\\Subscribed \\Sent) "/" S\r\n');
    await peer.ok(`* STATUS S ${status(4)}\r\n`);
    await peer.ok();
  });
  const { mailboxes } = await session.inspect();
  expect(mailboxes).toMatchObject([{ name: 'S', subscribed: true, attributes: ['\\Sent'], status: { messages: 4 } }]);
  expect(lines()).toEqual([
    'LIST "" "*" RETURN (SUBSCRIBED CHILDREN SPECIAL-USE)',
    'STATUS "S" (MESSAGES UIDNEXT UIDVALIDITY)',
    'NOOP',
  ]);
});

test('a server that refuses the options it offers is asked plainly', async () => {
  const session = await open('LIST-EXTENDED LIST-STATUS', async (peer) => {
    const [tag] = (await peer.line()).split(' ');
    peer.send(`${String(tag)} BAD Unknown option\r\n`);
    await peer.ok('* LSUB () "/" INBOX\r\n');
    await peer.ok('* LIST () "/" INBOX\r\n');
    await peer.ok(`* STATUS INBOX ${status(4)}\r\n`);
    await peer.ok();
  });
  const { mailboxes } = await session.inspect();
  expect(mailboxes).toMatchObject([{ name: 'INBOX', subscribed: true, status: { messages: 4 } }]);
});

test('names in every form a server may choose, each opened as it was listed', async () => {
  const listed = [
    '{3}\r\na"b',
    '"q\\"\\\\"',
    'NIL',
    '12:30:00',
    '[Gmail]/All',
    '&broken',
    '"&AOQ-&AOQ-"',
    '"caf\xc3\xa9"',
  ];
  const session = await open('LIST-EXTENDED LIST-STATUS', async (peer) => {
    await peer.ok(listed.map((name) => `* LIST () NIL ${name}\r\n`).join(''));
    for (const _name of listed) await refuse(peer);
    for (const _name of listed) await peer.ok('* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT 1] ok\r\n');
  });
  const { mailboxes } = await session.inspect();
  expect(mailboxes.map(({ name }) => name)).toEqual([
    'a"b',
    'q"\\',
    'NIL',
    '12:30:00',
    '[Gmail]/All',
    '&broken',
    'ää',
    'café',
  ]);
  expect(mailboxes.every(({ delimiter }) => delimiter === null)).toBe(true);
  for (const { name } of mailboxes) await session.open(name);
  expect(lines().slice(1 + listed.length)).toEqual(
    ['"a\\"b"', '"q\\"\\\\"', '"NIL"', '"12:30:00"', '"[Gmail]/All"', '"&broken"', '"&AOQ-&AOQ-"', '"caf\xc3\xa9"'].map(
      (name) => `SELECT ${name}`,
    ),
  );
});

test('with UTF8=ACCEPT names travel in UTF-8', async () => {
  const session = await open('ENABLE UTF8=ACCEPT LIST-EXTENDED LIST-STATUS', async (peer) => {
    await peer.ok('* ENABLED UTF8=ACCEPT\r\n');
    await peer.ok('* LIST () "/" "Entw\xc3\xbcrfe"\r\n* LIST () "/" "A&B"\r\n');
    await refuse(peer);
    await refuse(peer);
    await peer.ok('* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT 1] ok\r\n');
  });
  expect((await session.inspect()).mailboxes.map(({ name }) => name)).toEqual(['Entwürfe', 'A&B']);
  // STATUS told nothing, so they are opened.
  expect(lines().slice(-2)).toEqual(['Entw\xc3\xbcrfe', 'A&B'].map((name) => `SELECT "${name}"`));
  await session.open('Entwürfe');
  expect(lines().at(-1)).toBe('SELECT "Entw\xc3\xbcrfe"');
});

test('a mailbox that does not exist is shown only as a parent; numbers out of bounds are no status', async () => {
  const session = await open('LIST-EXTENDED LIST-STATUS', async (peer) => {
    await peer.ok(
      '* LIST (\\NonExistent \\HasChildren) "/" a\r\n* LIST (\\NonExistent \\Subscribed) "/" b\r\n* LIST () "/" a/c\r\n' +
        '* STATUS a/c (MESSAGES 99999999999 UIDNEXT 1 UIDVALIDITY 1)\r\n* LIST () "/" {2}\r\nx\n\r\n',
    );
  });
  expect((await session.inspect()).mailboxes.map(({ name, status: known }) => [name, known])).toEqual([
    ['a', null],
    ['a/c', null],
    ['x\n', null],
  ]);
});

test('a LIST response that cannot be read is an error, not a mailbox less', async () => {
  const session = await open('LIST-EXTENDED LIST-STATUS', async (peer) => {
    await peer.ok('* LIST (\\HasNoChildren "/" foo\r\n');
  });
  expect(await factsOf(session.inspect())).toMatchObject({ kind: 'protocol' });
});

test.each([
  ['with spaces', 'Posta in uscita', 'Posta in uscita'],
  ['with tabs', 'INBOX/Da\tOggetto\t', 'INBOX/Da\tOggetto\t'],
  ['in quotes with a quote inside', '"a"b"', 'a"b'],
  ['with a backslash that nobody escaped', '"back\\slash"', 'back\\slash'],
  ['in bare Latin-1', '"R\xe9pertoire"', 'Répertoire'],
  ['with what LIST may say behind it', 'Work ("CHILDINFO" ("SUBSCRIBED"))', 'Work'],
])('a name %s is read to its end', async (_what, sent, name) => {
  const session = await open('LIST-EXTENDED LIST-STATUS', async (peer) => {
    await peer.ok(`* LIST () "/" ${sent}\r\n`);
  });
  expect((await session.inspect()).mailboxes.map((mailbox) => mailbox.name)).toEqual([name]);
});

test('a mailbox whose STATUS cannot be used is opened: it has what it shows then', async () => {
  const session = await open('LIST-EXTENDED LIST-STATUS', async (peer) => {
    await peer.ok(
      '* LIST () "/" a\r\n* STATUS a ()\r\n* LIST () "/" b\r\n* STATUS b (MESSAGES 1 UIDNEXT 9 UIDVALIDITY 0)\r\n',
    );
    await peer.ok('* 4 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 9] ok\r\n');
    const [tag] = (await peer.line()).split(' ');
    peer.send(`${String(tag)} NO mailbox is corrupt\r\n`);
  });
  const { mailboxes } = await session.inspect();
  expect(mailboxes.map(({ name, status: known }) => [name, known?.messages ?? null])).toEqual([
    ['a', 4],
    ['b', null],
  ]);
});
