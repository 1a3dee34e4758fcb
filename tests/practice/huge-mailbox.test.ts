import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createMailStore } from '../../main/practice/imap-server/mail-store.ts';
import { startSimulatedServer, type SimulatedServer } from '../support/simulated-server.ts';
import { signInRaw, type RawClient } from './raw-client.ts';

const MESSAGES = 200_000;

function hugeServer(): Promise<SimulatedServer> {
  const store = createMailStore();
  const flags = ['\\Seen'];
  const size = 20_000;
  store.get('INBOX')?.add(
    Array.from({ length: MESSAGES }, (_, index) => ({
      flags,
      internalDate: '17-Jul-1996 02:44:25 -0700',
      size,
      body: () => Buffer.alloc(size, `Subject: ${String(index)}\r\n\r\nbody\r\n`),
    })),
  );
  return startSimulatedServer({ store });
}

/** Reads on without keeping anything; gives the number of lines that begin as `start` says. */
async function countLines(client: RawClient, command: string, start: RegExp): Promise<number> {
  let count = 0;
  let tail = '';
  let finished = false;
  client.socket.on('data', (chunk: string) => {
    const lines = (tail + chunk).split('\r\n');
    tail = lines.pop() ?? '';
    for (const line of lines) {
      if (start.test(line)) count += 1;
      if (line.startsWith('huge OK')) finished = true;
    }
  });
  client.send(`huge ${command}\r\n`);
  await expect.poll(() => finished, { timeout: 60_000 }).toBe(true);
  return count;
}

/**
 * Watches how long this thread works without giving others their turn, in milliseconds of its own processor time: how busy the machine
 * is does not count.
 * @returns ends the watch, and tells the longest
 */
function watchTurns(): () => number {
  let longest = 0;
  let last = process.threadCpuUsage();
  let turn = setImmediate(look);
  function look(): void {
    const { user, system } = process.threadCpuUsage(last);
    longest = Math.max(longest, (user + system) / 1_000);
    last = process.threadCpuUsage();
    turn = setImmediate(look);
  }
  return () => {
    clearImmediate(turn);
    return longest;
  };
}

test('200,000 messages are indexed in steady memory, and others get their turn meanwhile', async () => {
  await using server = await hugeServer();
  const client = await signInRaw(server);
  await client.run('EXAMINE INBOX');
  client.socket.removeAllListeners('data');
  const before = process.memoryUsage().rss;
  const longestTurn = watchTurns();
  const count = await countLines(client, 'UID FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE)', /^\* \d+ FETCH \(UID/);
  const held = longestTurn();
  expect(count).toBe(MESSAGES);
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  // About ten; sending all at once would hold it for three hundred.
  expect(held).toBeLessThan(100);
});

test('a client that stops reading four gigabytes stops the server, which keeps next to nothing', async () => {
  await using server = await hugeServer();
  const client = await signInRaw(server);
  await client.run('EXAMINE INBOX');
  const before = process.memoryUsage();
  client.socket.pause();
  client.send('all UID FETCH 1:* (UID BODY.PEEK[])\r\n');
  await delay(1_000);
  const after = process.memoryUsage();
  expect(after.external + after.heapUsed - before.external - before.heapUsed).toBeLessThan(60_000_000);
  client.close();
  await expect.poll(() => server.connections).toBe(0);
});
