import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rehearse } from '../../main/engine/rehearse.ts';
import { destinationAccount, sourceAccount } from '../../main/imap/account.ts';
import { snapshotAccount } from '../support/compare-snapshot.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { connectOptions, rawAccount } from '../support/dovecot-move.ts';
import { fillPlainAccount } from '../support/plain-account.ts';

const { signal } = new AbortController();

describe('rehearse with Dovecot', () => {
  let old: Dovecot;
  let fresh: Dovecot;

  beforeAll(async () => {
    [old, fresh] = await Promise.all([
      startDovecot({ format: 'mdbox', separator: '/' }),
      startDovecot({ format: 'maildir', separator: '.', prefix: 'INBOX.' }),
    ]);
    await fillPlainAccount(old, old.user, { mailboxes: 1, messagesEach: 40, maxBytes: 50_000 });
  });
  afterAll(async () => {
    await Promise.all([old.stop(), fresh.stop()]);
  });

  it('measures both ways and leaves both accounts as they were', async () => {
    const before = [await snapshotAccount(rawAccount(old)), await snapshotAccount(rawAccount(fresh))];
    const source = await sourceAccount(connectOptions(old)).connect(signal);
    const destination = await destinationAccount(connectOptions(fresh)).connect(signal);
    const facts = { source: await source.inspect(), destination: await destination.inspect() };
    const clock = { now: () => performance.now(), sleep: () => Promise.resolve() };
    const rehearsal = await rehearse({ source, destination, facts, mailbox: 'INBOX', clock, signal, random: 'a1b2c3' });
    expect(rehearsal).toMatchObject({
      mailbox: 'INBOX.Homing test a1b2c3',
      created: true,
      leftBehind: false,
      problem: null,
      down: { messages: 20 },
      up: { messages: 20 },
    });
    expect(rehearsal.down?.seconds).toBeGreaterThan(0);
    expect(rehearsal.up?.bytes).toBe(rehearsal.down?.bytes);
    await Promise.all([source.close(), destination.close()]);
    expect([await snapshotAccount(rawAccount(old)), await snapshotAccount(rawAccount(fresh))]).toEqual(before);
  });
});
