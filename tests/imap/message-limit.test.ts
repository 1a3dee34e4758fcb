import { expect, test } from 'vitest';
import { letPass, type SourceSession } from '../../main/engine/ports.ts';
import { sourceAccount, type ConnectOptions } from '../../main/imap/account.ts';
import { maxBatchMessages } from '../../main/imap/append-messages.ts';
import { leftOf, messageLimit, splitByCount } from '../../main/imap/message-limit.ts';
import type { ServerScript } from '../../main/practice/imap-server/server-script.ts';
import { startSimulatedServer, type SimulatedServer } from '../support/simulated-server.ts';
import { factsOf } from './connect-for-test.ts';

const { signal } = new AbortController();
const NUMBERS = Array.from({ length: 25 }, (_, n) => n + 1);

function optionsFor(server: SimulatedServer): ConnectOptions {
  const { host, port, user, password, caPem } = server;
  return {
    address: { host, port, user, security: 'tls' },
    secret: () => Promise.resolve({ kind: 'password', value: password }),
    extraCa: caPem,
    clientVersion: 'test',
  };
}

/** A server that works on ten messages at once, with 25. */
async function limited(script: ServerScript = {}): Promise<{ server: SimulatedServer; session: SourceSession }> {
  const server = await startSimulatedServer({ features: { messageLimit: 10 }, script });
  server.store.get('INBOX')?.add(NUMBERS.map((n) => ({ body: Buffer.from(`Subject: ${String(n)}\r\n\r\nx\r\n`) })));
  const session = await sourceAccount(optionsFor(server)).connect(signal);
  await session.open('INBOX');
  return { server, session };
}

function fetches({ commands }: SimulatedServer): string[] {
  return commands.flatMap((line) => /UID FETCH (\S+)/.exec(line)?.slice(1) ?? []);
}

test('an index that is answered in parts is complete', async () => {
  const { server, session } = await limited();
  const uids: number[] = [];
  await session.fetchIndex('1:*', true, ({ uid }) => void uids.push(uid));
  expect(uids.toSorted((one, other) => one - other)).toEqual(NUMBERS);
  expect(uids).toHaveLength(25);
  await session.close();
  await server.stop();
});

test('messages are asked for in portions the server answers whole, in order', async () => {
  const { server, session } = await limited();
  const uids: number[] = [];
  await session.fetchBodies('1:12,14:25', (uid) => void uids.push(uid), letPass);
  expect(uids).toEqual(NUMBERS.filter((n) => n !== 13));
  expect(fetches(server)).toEqual(['1:10', '11:12,14:21', '22:25']);
  await session.close();
  await server.stop();
});

test('a server that begins at the other end loses nothing either', async () => {
  // As if it worked upwards: nothing is known of the rule but what came.
  const { server, session } = await limited({
    beforeCommand: async (connection, { name, line }) => {
      const first = /UID FETCH (\d+):\*/.exec(line)?.[1];
      if (name !== 'UID FETCH' || first === undefined) return null;
      const uids = NUMBERS.filter((n) => n >= Number(first)).slice(0, 10);
      const index = (n: number): string =>
        `* ${String(n)} FETCH (UID ${String(n)} FLAGS () INTERNALDATE "17-Jul-1996 02:44:25 -0700" RFC822.SIZE 5)\r\n`;
      await connection.send(uids.map(index).join(''));
      const isPart = uids.length === 10;
      return { status: 'OK', text: isPart ? `[MESSAGELIMIT 10 ${String(uids.at(-1))}] partial` : 'whole' };
    },
  });
  const uids: number[] = [];
  await session.fetchIndex('1:*', false, ({ uid }) => void uids.push(uid));
  expect(uids).toEqual(NUMBERS);
  await session.close();
  await server.stop();
});

test('a partial answer with nothing in it is an error, not the end of the mailbox', async () => {
  const { server, session } = await limited({
    beforeCommand: (_, { name }) =>
      name === 'UID FETCH' ? { status: 'OK', text: '[MESSAGELIMIT 10 3] partial' } : null,
  });
  expect(await factsOf(session.fetchIndex('1:*', false, () => undefined))).toMatchObject({ kind: 'protocol' });
  await session.close();
  await server.stop();
});

test('sets are cut by how many UIDs they name', () => {
  expect(splitByCount('1:4', 4)).toEqual(['1:4']);
  expect(splitByCount('1:3,7,9:12', 4)).toEqual(['1:3,7', '9:12']);
  expect(splitByCount('5', 1)).toEqual(['5']);
  expect(splitByCount('3:*', 2)).toEqual(['3:*']);
  expect(leftOf('1:*', 16, 25)).toEqual(['26:*', '1:15']);
  expect(leftOf('2:9', 2, 9)).toEqual([]);
  expect(leftOf('2,5:9', 5, 7)).toEqual(['8:9', '2']);
});

test('the limit is read where it is told, and holds for APPEND too', () => {
  expect(messageLimit(new Set(['IMAP4REV1', 'MESSAGELIMIT=1000']))).toBe(1000);
  expect(messageLimit(new Set(['MESSAGELIMIT=0', 'MESSAGELIMIT=x', 'MESSAGELIMIT']))).toBeNull();
  expect(maxBatchMessages(new Set(['MULTIAPPEND', 'MESSAGELIMIT=20']))).toBe(20);
  expect(maxBatchMessages(new Set(['MULTIAPPEND']))).toBe(1000);
});
