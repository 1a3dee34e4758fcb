import { afterAll, beforeAll, expect, test } from 'vitest';
import { destinationAccount, sourceAccount, type ConnectOptions } from '../../main/imap/account.ts';
import { startDelayProxy } from '../support/delay-proxy.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';

const ROUND_TRIP_MS = 400;
let dovecot: Dovecot;

beforeAll(async () => {
  dovecot = await startDovecot({ format: 'mdbox', separator: '/', quotaMegabytes: 100, specialUse: true });
});
afterAll(() => dovecot.stop());

/** How many round trips `work` waits for (on a busy machine a little more or less; hence the retries): what it takes longer through the delay than without, in units of the delay. */
async function roundTrips(work: (options: ConnectOptions) => Promise<void>): Promise<number> {
  const address = dovecot.address();
  const options: ConnectOptions = {
    address,
    secret: () => Promise.resolve({ kind: 'password', value: dovecot.password }),
    extraCa: dovecot.caPem,
    clientVersion: '0.0.0',
  };
  const timed = async (port: number): Promise<number> => {
    const start = performance.now();
    await work({ ...options, address: { ...address, port } });
    return performance.now() - start;
  };
  await timed(address.port);
  const near = await timed(address.port);
  const proxy = await startDelayProxy(address, ROUND_TRIP_MS);
  try {
    return ((await timed(proxy.port)) - near) / ROUND_TRIP_MS;
  } finally {
    await proxy.stop();
  }
}

const { signal } = new AbortController();

test('connecting, inspecting and leaving costs five round trips', { retry: 2 }, async () => {
  const counted = await roundTrips(async (options) => {
    const session = await sourceAccount(options).connect(signal);
    await session.inspect();
    await session.close();
  });
  // TCP, TLS, greeting, sign-in, and everything about the account.
  console.log(`round trips for connect + inspect + close: ${counted.toFixed(2)}`);
  expect(counted).toBeGreaterThan(4);
  expect(counted).toBeLessThan(5.6);
});

test('a batch of 300 large messages costs no more round trips than one message', { retry: 2 }, async () => {
  const body = Buffer.from(`Subject: x\r\n\r\n${'x'.repeat(70)}\r\n`.repeat(100));
  const messages = Array.from({ length: 300 }, () => ({ flags: [], internalDate: '17-Jul-1996 02:44:25 +0000', body }));
  const appending = (count: number): Promise<number> =>
    roundTrips(async (options) => {
      const session = await destinationAccount(options).connect(signal);
      await session.append('INBOX', messages.slice(0, count));
      session.destroy();
    });
  const one = await appending(1);
  const many = await appending(300);
  console.log(`round trips for connect + append: 1 message ${one.toFixed(2)}, 300 messages ${many.toFixed(2)}`);
  expect(many - one).toBeLessThan(1);
});
