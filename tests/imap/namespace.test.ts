import { expect, test } from 'vitest';
import { createMailStore } from '../../main/practice/imap-server/mail-store.ts';
import { sourceAccount } from '../../main/imap/account.ts';
import { startSimulatedServer } from '../support/simulated-server.ts';

async function prefixOf(names: readonly string[], namespace: boolean): Promise<string> {
  const store = createMailStore();
  for (const name of names) store.create(name);
  await using server = await startSimulatedServer({
    store,
    features: { namespace },
    rules: { delimiter: '.', prefix: namespace ? 'INBOX.' : '' },
  });
  const { host, port, user, password, caPem } = server;
  const session = await sourceAccount({
    address: { host, port, user, security: 'tls' },
    secret: () => Promise.resolve({ kind: 'password', value: password }),
    extraCa: caPem,
    clientVersion: 'test',
  }).connect(new AbortController().signal);
  const { namespace: found } = await session.inspect();
  await session.close();
  return found.prefix;
}

test('the prefix is what NAMESPACE says', async () => {
  expect(await prefixOf([], true)).toBe('INBOX.');
});

test('without NAMESPACE it is guessed only where everything lies below INBOX', async () => {
  expect(await prefixOf(['INBOX.Sent', 'INBOX.Old'], false)).toBe('INBOX.');
  expect(await prefixOf(['INBOX.Sent', 'Old'], false)).toBe('');
  expect(await prefixOf([], false)).toBe('');
});
