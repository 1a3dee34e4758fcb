import { expect, test } from 'vitest';
import type { DestinationSession, OutgoingMessage } from '../../main/engine/ports.ts';
import { factsOf } from './connect-for-test.ts';
import type { Peer } from './scripted-server.ts';
import { scriptedSessions } from './scripted-session.ts';

const sessions = scriptedSessions();

const DATE = '17-Jul-1996 02:44:25 -0700';

function messages(...sizes: number[]): OutgoingMessage[] {
  return sizes.map((size, index) => ({
    flags: index === 0 ? ['\\Seen', '$Work'] : [],
    internalDate: DATE,
    body: Buffer.alloc(size, 0x61 + index),
  }));
}

/** A session with a server that offers `capabilities` and then follows the script. */
const open = (
  capabilities: string,
  script: (peer: Peer) => Promise<void>,
  silence = 20_000,
): Promise<DestinationSession> => sessions.open(capabilities, script, { timeouts: { silence } });

test('with LITERAL+ a batch of large messages needs no answer from the server on its way', async () => {
  const received: string[] = [];
  const session = await open('LITERAL+ MULTIAPPEND UIDPLUS', async (peer) => {
    const first = await peer.line();
    received.push(first.replace(/^\S+ /, ''));
    for (const size of [300_000, 5000, 3]) {
      const body = await peer.octets(size);
      received.push(`${String(new Set(body).size)} kind of ${String(body.length)} octets`, await peer.line());
    }
    peer.send(`${first.split(' ')[0] ?? ''} OK [APPENDUID 7 4:5,9] stored\r\n`);
  });
  expect(await session.append('INBOX', messages(300_000, 5000, 3))).toEqual({ uidValidity: 7, uids: [4, 5, 9] });
  expect(received).toEqual([
    `APPEND "INBOX" (\\Seen $Work) "${DATE}" {300000+}`,
    '1 kind of 300000 octets',
    ` () "${DATE}" {5000+}`,
    '1 kind of 5000 octets',
    ` () "${DATE}" {3+}`,
    '1 kind of 3 octets',
    '',
  ]);
});

test('without LITERAL+ each literal waits for its invitation', async () => {
  const early: number[] = [];
  const session = await open('MULTIAPPEND UIDPLUS', async (peer) => {
    const first = await peer.line();
    expect(first).toMatch(/\{5000\}$/);
    for (const size of [5000, 20]) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      early.push(peer.unread);
      peer.send('+ go on\r\n');
      await peer.octets(size);
      await peer.line();
    }
    peer.send(`${first.split(' ')[0] ?? ''} OK [APPENDUID 7 4:5] stored\r\n`);
  });
  expect(await session.append('INBOX', messages(5000, 20))).toEqual({ uidValidity: 7, uids: [4, 5] });
  expect(early).toEqual([0, 0]);
});

test('with LITERAL- only literals of up to 4096 octets go at once', async () => {
  const lines: string[] = [];
  const session = await open('LITERAL- MULTIAPPEND', async (peer) => {
    lines.push(await peer.line());
    await peer.octets(4096);
    lines.push(await peer.line());
    peer.send('+ \r\n');
    await peer.octets(4097);
    lines.push(await peer.line());
    peer.send(`${lines[0]?.split(' ')[0] ?? ''} OK stored\r\n`);
  });
  expect(await session.append('INBOX', messages(4096, 4097))).toBeNull();
  expect(lines.map((line) => /\{.*/.exec(line)?.[0])).toEqual(['{4096+}', '{4097}', undefined]);
});

test('a refused literal leaves the connection usable, and none of its octets on the wire', async () => {
  const commands: string[] = [];
  const session = await open('UIDPLUS', async (peer) => {
    const [tag, ...rest] = (await peer.line()).split(' ');
    commands.push(rest.join(' '));
    peer.send(`${String(tag)} NO [TOOBIG] no\r\n+ too late\r\n`);
    commands.push(await peer.ok());
  });
  const facts = await factsOf(session.append('INBOX', messages(5000)));
  expect(facts).toMatchObject({ kind: 'too-big', when: 'never', wide: 'message', outcome: 'refused' });
  await session.subscribe('A');
  expect(commands).toEqual([`APPEND "INBOX" (\\Seen $Work) "${DATE}" {5000}`, 'SUBSCRIBE "A"']);
});

test('after an early NO the rest of the literals still precedes the next command', async () => {
  const session = await open('LITERAL+', async (peer) => {
    const first = await peer.line();
    await peer.octets(10);
    peer.send(`${first.split(' ')[0] ?? ''} NO [OVERQUOTA] full\r\n`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const rest = await peer.octets(6_000_000 - 10);
    expect(new Set(rest).size).toBe(1);
    expect(await peer.line()).toBe('');
    expect(await peer.ok()).toBe('SUBSCRIBE "A"');
  });
  expect(await factsOf(session.append('INBOX', messages(6_000_000)))).toMatchObject({ kind: 'over-quota' });
  await session.subscribe('A');
});

test('a connection that ends before the tagged response leaves the batch in doubt', async () => {
  const session = await open('LITERAL+', async (peer) => {
    await peer.line();
    await peer.octets(5000);
    peer.destroy();
  });
  const facts = await factsOf(session.append('INBOX', messages(5000)));
  expect(facts).toMatchObject({ kind: 'connection-lost', when: 'now', outcome: 'unclear' });
  const after = await factsOf(session.append('INBOX', messages(5)));
  expect(after).toMatchObject({ kind: 'connection-lost', outcome: 'refused' });
});

test.each(['7 4:9', '7 4', '0 4:5', '7 4,4', 'x y', '7 *', '7'])(
  'APPENDUID %j for two messages is no receipt',
  async (uids) => {
    const session = await open('LITERAL+ MULTIAPPEND UIDPLUS', async (peer) => {
      const first = await peer.line();
      await peer.octets(2);
      await peer.line();
      await peer.octets(2);
      await peer.line();
      peer.send(`${first.split(' ')[0] ?? ''} OK [APPENDUID ${uids}] stored\r\n`);
    });
    expect(await session.append('INBOX', messages(2, 2))).toBeNull();
  },
);

test('messages with NUL go as literal8 where the server has BINARY', async () => {
  const lines: string[] = [];
  const session = await open('LITERAL+ MULTIAPPEND BINARY', async (peer) => {
    lines.push(await peer.line());
    await peer.octets(3);
    lines.push(await peer.line());
    await peer.octets(3);
    await peer.line();
    peer.send(`${lines[0]?.split(' ')[0] ?? ''} OK stored\r\n`);
  });
  await session.append('INBOX', [
    { flags: [], internalDate: DATE, body: Buffer.from('a\0b') },
    { flags: [], internalDate: DATE, body: Buffer.from('abc') },
  ]);
  expect(lines.map((line) => /~?\{.*/.exec(line)?.[0])).toEqual(['~{3+}', '{3+}']);
});

test('a slow but moving upload is no silence', async () => {
  const session = await open(
    'LITERAL+',
    async (peer) => {
      const first = await peer.line();
      // Reads 2 MB every 200 ms, so that the whole takes longer than the silence of 1,000 ms that is allowed.
      for (let at = 0; at < 10; at += 1) {
        await peer.octets(2_000_000);
        peer.pause(200);
      }
      await peer.line();
      peer.send(`${first.split(' ')[0] ?? ''} OK stored\r\n`);
    },
    1000,
  );
  expect(await session.append('INBOX', messages(20_000_000))).toBeNull();
});
