import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultSettings, type MigrationSettings } from '../../main/engine/settings.ts';
import { snapshotAccount, type AccountSnapshot } from '../support/compare-snapshot.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { connectOptions, rawAccount, ServerMove } from '../support/dovecot-move.ts';
import { fillPlainAccount } from '../support/plain-account.ts';
import { RawImap } from '../support/raw-imap.ts';

let old: Dovecot;
let fresh: Dovecot;

/** "Box 1" and "Box 2" have messages in common. */
beforeAll(async () => {
  [old, fresh] = await Promise.all([
    startDovecot({ format: 'mdbox', separator: '/' }),
    startDovecot({ format: 'maildir', separator: '.', prefix: 'INBOX.', specialUse: true }),
  ]);
  await fillPlainAccount(old, old.user, { mailboxes: 5, messagesEach: 30, maxBytes: 4_000 });
  const client = await RawImap.open(rawAccount(old));
  for (const name of ['Box 1', 'Box 2', 'Box 2', 'Box 3']) {
    await client.append(name, {
      bytes: Buffer.from('Message-ID: <twin@example.org>\r\nSubject: twin\r\n\r\nthe same\r\n'),
      flags: ['\\Flagged'],
      date: '01-Mar-2019 10:00:00 +0100',
    });
  }
  await client.logout();
});

afterAll(async () => {
  await Promise.all([old.stop(), fresh.stop()]);
});

const together: Partial<MigrationSettings> = {
  plan: {
    ...defaultSettings.plan,
    decisions: { 'Box 1': { mergeInto: 'Box 2' }, 'Box 3': { mergeInto: 'Box 2' }, 'Box 4': { mergeInto: 'INBOX' } },
  },
  lanes: 4,
};
const sources: Readonly<Record<string, readonly string[]>> = {
  INBOX: ['INBOX', 'Box 4'],
  'INBOX.Box 2': ['Box 2', 'Box 1', 'Box 3'],
};

/** What mailboxes hold together: bytes, flags and date of each message. */
function contents({ mailboxes }: AccountSnapshot, names: readonly string[]): string[] {
  return names.flatMap((name) =>
    (mailboxes.get(name)?.messages ?? []).map(({ digest, flags, epoch }) => `${digest} ${flags} ${String(epoch)}`),
  );
}

async function expectAll(user: string): Promise<void> {
  const [before, after] = await Promise.all([
    snapshotAccount(rawAccount(old)),
    snapshotAccount(rawAccount(fresh, user)),
  ]);
  for (const [name, from] of Object.entries(sources)) {
    const wanted = contents(before, from);
    expect(contents(after, [name]).toSorted()).toEqual(wanted.toSorted());
    expect(wanted.length).toBeGreaterThan(30);
  }
  const filled = [...after.mailboxes.values()].filter(({ messages }) => messages.length > 0);
  expect(filled.map(({ name }) => name).toSorted()).toEqual(Object.keys(sources).toSorted());
}

test('several mailboxes are in one afterwards, every message once for each time it was there, one behind the other', async () => {
  const user = 'together@example.org';
  const move = ServerMove.between(connectOptions(old), connectOptions(fresh, user));
  expect(await move.run({ ...together, verify: 'deep' })).toMatchObject({ end: 'finished', failed: 0, altered: 0 });
  await expectAll(user);
  const [before, after] = await Promise.all([
    snapshotAccount(rawAccount(old)),
    snapshotAccount(rawAccount(fresh, user)),
  ]);
  expect(contents(after, ['INBOX.Box 2']).slice(0, 32)).toEqual(contents(before, ['Box 2']));
  const again = await move.run(together);
  expect(again).toMatchObject({ end: 'finished', waiting: 0, failed: 0 });
  await expectAll(user);
});

test('stopped at some point, and the journal lost on top of it', async () => {
  for (const [stopAt, loses] of [
    [20, false],
    [45, true],
    [80, false],
    [110, true],
  ] as const) {
    const user = `stopped-${String(stopAt)}@example.org`;
    const move = ServerMove.between(connectOptions(old), connectOptions(fresh, user));
    const stop = new AbortController();
    const small = { ...together, batchMessages: 7 };
    const timer = setInterval(() => {
      const counts = move.journal.pairs(1).map(({ id }) => move.journal.counts(id).byStatus);
      const arrived = counts.reduce((sum, { copied, verified }) => sum + copied.messages + verified.messages, 0);
      if (arrived >= stopAt) stop.abort();
    }, 1);
    expect(await move.run(small, stop.signal)).toMatchObject({ end: 'stopped' });
    clearInterval(timer);
    if (loses) move.loseJournal();
    expect(await move.run(small)).toMatchObject({ end: 'finished', failed: 0, waiting: 0, altered: 0 });
    await expectAll(user);
  }
});
