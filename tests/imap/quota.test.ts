import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DestinationSession } from '../../main/engine/ports.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { connect, factsOf, optionsFor } from './connect-for-test.ts';

let dovecot: Dovecot;
let session: DestinationSession;

beforeAll(async () => {
  dovecot = await startDovecot({ format: 'mdbox', separator: '/', quotaMegabytes: 1 });
  session = await connect(
    optionsFor({
      address: dovecot.address(),
      extraCa: dovecot.caPem,
      secret: () => Promise.resolve({ kind: 'password', value: dovecot.password }),
    }),
  );
});
afterAll(async () => {
  await session.close();
  await dovecot.stop();
});

test('a batch that does not fit is refused as a whole, and what fits goes on', async () => {
  const messages = [700_000, 700_000].map((size) => ({
    flags: [],
    internalDate: '17-Jul-1996 02:44:25 +0000',
    body: Buffer.alloc(size, 'x'),
  }));
  const facts = await factsOf(session.append('INBOX', messages));
  expect(facts).toMatchObject({ kind: 'over-quota', wide: 'account', outcome: 'refused', code: 'OVERQUOTA' });
  expect((await session.open('INBOX')).exists).toBe(0);
  expect((await session.append('INBOX', messages.slice(1)))?.uids).toHaveLength(1);
  const { quota } = await session.inspect();
  expect(quota?.limitBytes).toBe(1024 * 1024);
  expect(quota?.usedBytes).toBeGreaterThan(600_000);
});
