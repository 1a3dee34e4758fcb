import { expect, test } from 'vitest';
import { OctetPipe } from '../../main/engine/octet-pipe.ts';
import { LARGE_BYTES, type DestinationSession, type OctetSink, type OctetStream } from '../../main/engine/ports.ts';
import { factsOf } from './connect-for-test.ts';
import type { Peer } from './scripted-server.ts';
import { scriptedSessions } from './scripted-session.ts';

const sessions = scriptedSessions();

const DATE = '17-Jul-1996 02:44:25 -0700';
const SIZE = LARGE_BYTES + 10;
const LARGE = 'l'.repeat(SIZE);

/** A session with a scripted server that offers `capabilities`. */
const open = (
  capabilities: string,
  script: (peer: Peer) => Promise<void>,
  silence = 20_000,
): Promise<DestinationSession> => sessions.open(capabilities, script, { timeouts: { silence } });

/** What became of each message that was asked for, in the order in which it was told. */
class Taker {
  readonly told: string[] = [];

  onMessage(uid: number, body: Buffer): void {
    this.told.push(`${String(uid)} whole ${String(body.length)}`);
  }

  onLarge(uid: number, length: number): OctetSink {
    let octets = 0;
    this.told.push(`${String(uid)} opened for ${String(length)}`);
    return {
      write: (piece) => {
        octets += piece.length;
      },
      end: () => void this.told.push(`${String(uid)} ended after ${String(octets)}`),
      fail: () => void this.told.push(`${String(uid)} failed`),
    };
  }

  fetch(session: DestinationSession, uids: string): Promise<void> {
    return session.fetchBodies(uids, this.onMessage.bind(this), this.onLarge.bind(this));
  }
}

const body = (uid: number, text: string): string =>
  `* 1 FETCH (UID ${String(uid)} BODY[] {${String(text.length)}}\r\n${text})\r\n`;

test('large messages pass in pieces, in their place among the others', async () => {
  const session = await open('', async (peer) => void (await peer.ok(body(1, 'a') + body(2, LARGE) + body(3, 'ccc'))));
  const taker = new Taker();
  await taker.fetch(session, '1:3');
  expect(taker.told).toEqual([
    '1 whole 1',
    `2 opened for ${String(SIZE)}`,
    `2 ended after ${String(SIZE)}`,
    '3 whole 3',
  ]);
});

test.each([
  ['told behind its octets', `* 1 FETCH (BODY[] {${String(SIZE)}}\r\n${LARGE} UID 2)\r\n`],
  ['a part', `* 1 FETCH (UID 2 BODY[1] {${String(SIZE)}}\r\n${LARGE})\r\n`],
  ['never asked for', body(9, LARGE)],
])('a large message that is %s, among others, is left out and the others come', async (_what, response) => {
  const session = await open('', async (peer) => void (await peer.ok(body(1, 'a') + response + body(3, 'ccc'))));
  const taker = new Taker();
  await taker.fetch(session, '1:3');
  expect(taker.told).toEqual(['1 whole 1', '3 whole 3']);
});

test('asked for alone, a message may be told behind its octets', async () => {
  const late = `* 1 FETCH (BODY[] {${String(SIZE)}}\r\n${LARGE} UID 2)\r\n`;
  const session = await open('', async (peer) => void (await peer.ok(late)));
  const taker = new Taker();
  await taker.fetch(session, '2');
  expect(taker.told).toEqual([`2 opened for ${String(SIZE)}`, `2 ended after ${String(SIZE)}`]);
});

test.each([
  ['it was another one', `* 1 FETCH (BODY[] {${String(SIZE)}}\r\n${LARGE} UID 7)\r\n`, 'protocol'],
  ['the response is garbled', `* 1 FETCH (UID 2 BODY[] {${String(SIZE)}}\r\n${LARGE} ((\r\n`, 'protocol'],
])('octets that have passed count for nothing when %s', async (_what, response, kind) => {
  const session = await open('', async (peer) => void (await peer.ok(response)));
  const taker = new Taker();
  expect(await factsOf(taker.fetch(session, '2'))).toMatchObject({ kind });
  expect(taker.told).toEqual([`2 opened for ${String(SIZE)}`, '2 failed']);
});

test('a connection that ends in the middle of a large message is told to whoever takes it', async () => {
  const session = await open('', async (peer) => {
    await peer.line();
    peer.send(body(2, LARGE).slice(0, 3_000_000));
    setTimeout(() => peer.end(), 100);
  });
  const taker = new Taker();
  expect(await factsOf(taker.fetch(session, '2'))).toMatchObject({ kind: 'connection-lost' });
  expect(taker.told).toEqual([`2 opened for ${String(SIZE)}`, '2 failed']);
});

test('an error of whoever takes it is thrown, and the connection is gone', async () => {
  const session = await open('', async (peer) => void (await peer.ok(body(2, LARGE))));
  const failing: OctetSink = {
    write: () => {
      throw new Error('no room');
    },
    end: () => undefined,
    fail: () => undefined,
  };
  await expect(
    session.fetchBodies(
      '2',
      () => undefined,
      () => failing,
    ),
  ).rejects.toThrow('no room');
  expect(await factsOf(session.ping())).toMatchObject({ kind: 'connection-lost' });
});

test('one who takes his time is no silence', async () => {
  const session = await open('', async (peer) => void (await peer.ok(body(2, LARGE))), 200);
  const told: string[] = [];
  const slow: OctetSink = {
    write: async () => {
      if (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 700));
      told.push('piece');
    },
    end: () => void told.push('end'),
    fail: () => void told.push('fail'),
  };
  await session.fetchBodies(
    '2',
    () => undefined,
    () => slow,
  );
  expect(told.at(-1)).toBe('end');
});

test('in two parts, the header goes before the rest', async () => {
  const header = 'Subject: two parts\r\n\r\n';
  const session = await open('', async (peer) => {
    await peer.ok(`* 1 FETCH (UID 2 BODY[HEADER] {${String(header.length)}}\r\n${header})\r\n`);
    await peer.ok(`* 1 FETCH (UID 2 BODY[TEXT] {${String(SIZE)}}\r\n${LARGE})\r\n`);
  });
  const taker = new Taker();
  expect(await session.fetchInParts(2, taker.onMessage.bind(taker), taker.onLarge.bind(taker))).toBe(true);
  const all = String(SIZE + header.length);
  expect(taker.told).toEqual([`2 opened for ${all}`, `2 ended after ${all}`]);
});

test('a large header in an index counts as untold, and the connection goes on', async () => {
  const session = await open('', async (peer) => {
    const index = `* 1 FETCH (UID 2 FLAGS () INTERNALDATE "${DATE}" RFC822.SIZE 9 BODY[HEADER.FIELDS (DATE)] {${String(SIZE)}}\r\n${LARGE})\r\n`;
    await peer.ok(index);
  });
  const indexed: unknown[] = [];
  await session.fetchIndex('2', true, (message) => void indexed.push(message));
  expect(indexed).toEqual([{ uid: 2, flags: [], internalDate: DATE, size: 9 }]);
});

test('a large literal where none belongs ends the connection before it is read', async () => {
  const session = await open('', async (peer) => {
    await peer.line();
    peer.send(`* LIST () "/" {${String(SIZE)}}\r\n`);
  });
  expect(await factsOf(session.inspect())).toMatchObject({ kind: 'too-big' });
});

/** Octets that come in two pieces. */
function stream(text: string): OctetStream {
  const pipe = new OctetPipe(text.length);
  void pipe.write(Buffer.from(text.slice(0, 5)));
  setTimeout(() => {
    void pipe.write(Buffer.from(text.slice(5)));
    pipe.end();
  }, 50);
  return pipe;
}

const outgoing = (octets: OctetStream): Parameters<DestinationSession['appendLarge']>[1] => ({
  flags: ['\\Seen'],
  internalDate: DATE,
  hasNul: false,
  octets,
});

test('with LITERAL+ octets are sent as they come', async () => {
  const received: string[] = [];
  const session = await open('LITERAL+ UIDPLUS', async (peer) => {
    const line = await peer.line();
    received.push(line.replace(/^\S+ /, ''), (await peer.octets(10)).toString(), await peer.line());
    peer.send(`${line.split(' ')[0] ?? ''} OK [APPENDUID 7 4] stored\r\n`);
    received.push(await peer.ok());
  });
  expect(await session.appendLarge('INBOX', outgoing(stream('0123456789')))).toEqual({ uidValidity: 7, uids: [4] });
  await session.subscribe('A');
  expect(received).toEqual([`APPEND "INBOX" (\\Seen) "${DATE}" {10+}`, '0123456789', '', 'SUBSCRIBE "A"']);
});

test('without LITERAL+ the server is asked first, for the name and for the message', async () => {
  const received: string[] = [];
  const session = await open('UIDPLUS', async (peer) => {
    const line = await peer.line();
    received.push(line.replace(/^\S+ /, ''));
    await new Promise((resolve) => setTimeout(resolve, 30));
    received.push(`${String(peer.unread)} early`);
    peer.send('+ go on\r\n');
    received.push((await peer.octets(10)).toString(), await peer.line());
    peer.send(`${line.split(' ')[0] ?? ''} OK [APPENDUID 7 4] stored\r\n`);
  });
  expect(await session.appendLarge('INBOX', outgoing(stream('0123456789')))).toEqual({ uidValidity: 7, uids: [4] });
  expect(received).toEqual([`APPEND "INBOX" (\\Seen) "${DATE}" {10}`, '0 early', '0123456789', '']);
});

test('a server that says no when it is asked gets no octet, and the connection goes on', async () => {
  const commands: string[] = [];
  const session = await open('UIDPLUS', async (peer) => {
    const [tag] = (await peer.line()).split(' ');
    peer.send(`${String(tag)} NO [TOOBIG] no\r\n+ too late\r\n`);
    commands.push(await peer.ok());
  });
  const octets = new OctetPipe(10);
  expect(await factsOf(session.appendLarge('INBOX', outgoing(octets)))).toMatchObject({
    kind: 'too-big',
    outcome: 'refused',
  });
  await session.subscribe('A');
  expect(commands).toEqual(['SUBSCRIBE "A"']);
});

test('after an early NO the rest of the octets still precedes the next command', async () => {
  const session = await open('LITERAL+', async (peer) => {
    const line = await peer.line();
    await peer.octets(5);
    peer.send(`${line.split(' ')[0] ?? ''} NO [OVERQUOTA] full\r\n`);
    expect((await peer.octets(5)).toString()).toBe('56789');
    expect(await peer.line()).toBe('');
    expect(await peer.ok()).toBe('SUBSCRIBE "A"');
  });
  expect(await factsOf(session.appendLarge('INBOX', outgoing(stream('0123456789'))))).toMatchObject({
    kind: 'over-quota',
  });
  await session.subscribe('A');
});

test.each(['LITERAL+', ''])(
  'octets that fail end the connection, and the message is never whole (%s)',
  async (offer) => {
    const received: string[] = [];
    const session = await open(offer, async (peer) => {
      await peer.line();
      if (offer === '') peer.send('+\r\n');
      received.push((await peer.octets(5)).toString());
      await peer.octets(1);
      received.push('more');
    });
    const octets = new OctetPipe(10);
    void octets.write(Buffer.from('01234'));
    setTimeout(() => octets.fail(new Error('the source is gone')), 100);
    await expect(session.appendLarge('INBOX', outgoing(octets))).rejects.toThrow('the source is gone');
    expect(received).toEqual(['01234']);
    expect(await factsOf(session.ping())).toMatchObject({ kind: 'connection-lost' });
  },
);

test.each([
  ['fewer', '012345678', 10],
  ['more', '0123456789', 9],
])('%s octets than were announced end the connection', async (_what, text, length) => {
  const session = await open('LITERAL+', async (peer) => peer.gone());
  const octets: OctetStream = { length, [Symbol.asyncIterator]: () => stream(text)[Symbol.asyncIterator]() };
  expect(await factsOf(session.appendLarge('INBOX', outgoing(octets)))).toMatchObject({ kind: 'connection-lost' });
});

test('waiting for octets is no silence of the server', async () => {
  const session = await open(
    'LITERAL+',
    async (peer) => {
      const line = await peer.line();
      await peer.octets(10);
      await peer.line();
      peer.send(`${line.split(' ')[0] ?? ''} OK stored\r\n`);
    },
    200,
  );
  const octets = new OctetPipe(10);
  setTimeout(() => {
    void octets.write(Buffer.from('0123456789'));
    octets.end();
  }, 700);
  expect(await session.appendLarge('INBOX', outgoing(octets))).toBeNull();
});
