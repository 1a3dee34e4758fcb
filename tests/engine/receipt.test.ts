import { expect, it } from 'vitest';
import { buildReceipt } from '../../main/engine/receipt.ts';
import type { Journal } from '../../main/engine/journal-port.ts';
import { openJournal } from '../../main/journal/open-journal.ts';
import type { MailboxPair } from '../../shared/model/plan.ts';

const subject = {
  namespaces: null,
  from: { user: 'me@old.example', host: 'imap.old.example' },
  to: { user: 'me', host: 'new.example' },
};

function pairOf(source: string, destination: string): MailboxPair {
  const numbers = { messages: 0, bytes: 0, subscribed: true, exists: false };
  return { source, destination, role: null, renamed: source === destination ? [] : ['delimiter-in-name'], ...numbers };
}

function enter(journal: Journal, pair: number, uids: readonly number[]): void {
  journal.changePair(pair, { sourceUidValidity: 1, destinationUidValidity: 2 });
  const internalDate = '17-Jul-1996 02:44:25 -0700';
  journal.addMessages(
    pair,
    uids.map((uid) => ({
      uid,
      size: 100 * uid,
      internalDate,
      flags: [],
      fingerprint: Buffer.alloc(16, uid),
      skip: null,
    })),
  );
}

function copy(journal: Journal, pair: number, uids: readonly number[], alreadyThere = false): void {
  journal.markCopied(
    pair,
    uids.map((uid) => ({ uid, destinationUid: 1000 + uid, alreadyThere })),
  );
}

it('counts every message once, by what became of it', () => {
  const journal = openJournal(':memory:');
  const migration = journal.openMigration('old', 'new');
  const leftOut = [{ source: 'Junk', reason: 'spam', messages: 7 }] as const;
  const [inbox, lists] = journal.savePlan(migration, [pairOf('INBOX', 'INBOX'), pairOf('a.b', 'a_b')], leftOut);
  if (!inbox || !lists) throw new Error('the plan was not saved');
  enter(journal, inbox.id, [1, 2, 3, 4, 5, 6, 7, 8]);
  enter(journal, lists.id, [1, 2, 3]);
  copy(journal, inbox.id, [1, 2, 3]);
  copy(journal, inbox.id, [4], true);
  const altered = { kind: 'altered', serverText: null, differs: ['date'] } as const;
  journal.markVerified(inbox.id, [
    { uid: 1, problem: null },
    { uid: 2, problem: altered },
    { uid: 4, problem: null },
  ]);
  const refused = { kind: 'too-big', serverText: '[TOOBIG] no', subject: 'Large' } as const;
  journal.markFailed(inbox.id, 5, refused);
  journal.markSkipped(inbox.id, [6], 'before-since');
  journal.markIntended(inbox.id, [{ uid: 7, fingerprint: Buffer.alloc(16), digest: Buffer.alloc(32) }]);
  journal.markSkipped(lists.id, [2], 'gone-at-source');

  const receipt = buildReceipt(journal, { migration, ...subject }, 1234);
  expect(receipt).toMatchObject({ version: 1, ...subject, createdAt: 1234, leftOut });
  expect(receipt.mailboxes[0]).toMatchObject({
    ...{ source: 'INBOX', messages: 8, bytes: 3600, copied: 3, alreadyThere: 1, verified: 3 },
    ...{ altered: 1, failed: 1, skipped: 1, waiting: 2 },
  });
  expect(receipt.mailboxes[1]).toMatchObject({
    source: 'a.b',
    destination: 'a_b',
    messages: 3,
    skipped: 1,
    waiting: 2,
  });
  const { messages, copied, alreadyThere, failed, skipped, waiting } = receipt.totals;
  expect(copied + alreadyThere + failed + skipped + waiting).toBe(messages);
  expect(messages).toBe(11);
  expect(receipt.skippedBy).toEqual({
    'before-since': 1,
    'after-until': 0,
    'over-max-size': 0,
    'gone-at-source': 1,
  });
  expect(receipt.exceptions).toEqual([
    expect.objectContaining({ mailbox: 'INBOX', uid: 2, outcome: 'altered', problem: altered }),
    expect.objectContaining({ mailbox: 'INBOX', uid: 5, size: 500, outcome: 'failed', problem: refused }),
  ]);
  journal.close();
});

it('names every exception, however many there are', () => {
  const journal = openJournal(':memory:');
  const migration = journal.openMigration('old', 'new');
  const pairs = journal.savePlan(migration, [pairOf('A', 'A'), pairOf('B', 'B')], []);
  const uids = Array.from({ length: 1500 }, (_, index) => index + 1);
  for (const pair of pairs) {
    enter(journal, pair.id, uids);
    for (const uid of uids) journal.markFailed(pair.id, uid, { kind: 'message-refused', serverText: 'no' });
  }
  const { exceptions, totals } = buildReceipt(journal, { migration, ...subject }, 0);
  expect(exceptions).toHaveLength(3000);
  expect(new Set(exceptions.map(({ mailbox, uid }) => `${mailbox} ${String(uid)}`)).size).toBe(3000);
  expect(totals.failed).toBe(3000);
  journal.close();
});

it('does not wait for what the latest choice leaves behind', () => {
  const journal = openJournal(':memory:');
  const migration = journal.openMigration('old', 'new');
  const [pair] = journal.savePlan(migration, [pairOf('Big', 'Big')], []);
  if (!pair) throw new Error('the plan was not saved');
  enter(journal, pair.id, [1, 2, 3]);
  copy(journal, pair.id, [1]);
  journal.savePlan(migration, [], [{ source: 'Big', reason: 'excluded', messages: 3 }]);
  const { totals } = buildReceipt(journal, { migration, ...subject }, 0);
  expect(totals).toMatchObject({ messages: 3, copied: 1, skipped: 2, waiting: 0 });
  journal.close();
});

it('says how many were compared byte for byte, as long as they are the messages that were', () => {
  const journal = openJournal(':memory:');
  const migration = journal.openMigration('old', 'new');
  const [pair] = journal.savePlan(migration, [pairOf('A', 'A')], []);
  if (!pair) throw new Error('the plan was not saved');
  enter(journal, pair.id, [1, 2, 3, 4]);
  copy(journal, pair.id, [1, 2, 3, 4]);
  journal.markVerified(pair.id, [
    { uid: 1, problem: null, compared: 'at-random' },
    { uid: 2, problem: null, compared: 'read' },
    { uid: 3, problem: null, compared: 'at-random' },
    { uid: 4, problem: null },
  ]);
  // Looked up once more, it was compared all the same.
  journal.markVerified(pair.id, [{ uid: 1, problem: null }]);
  const totals = (): object => buildReceipt(journal, { migration, ...subject }, 0).totals;
  expect(totals()).toMatchObject({ verified: 4, compared: 3, comparedAtRandom: 2 });
  // What is gone, and what arrives anew, was not.
  journal.markFailed(pair.id, 3, { kind: 'missing', serverText: null });
  expect(totals()).toMatchObject({ verified: 3, compared: 2, comparedAtRandom: 1 });
  journal.retryFailed(pair.id);
  copy(journal, pair.id, [3]);
  journal.markVerified(pair.id, [{ uid: 3, problem: null }]);
  expect(totals()).toMatchObject({ verified: 4, compared: 2, comparedAtRandom: 1 });
  journal.close();
});

it('does not call left out what came along through All Mail', () => {
  const journal = openJournal(':memory:');
  const migration = journal.openMigration('old', 'new');
  const archive = { ...pairOf('[Gmail]/All Mail', 'Archive'), readsFrom: '[Gmail]/All Mail' };
  const left = [
    { source: 'Work', reason: 'virtual', messages: 8 },
    { source: '[Gmail]/Starred', reason: 'virtual', messages: 2 },
    { source: '[Gmail]/Chats', reason: 'virtual', messages: 5 },
    { source: 'Private', reason: 'excluded', messages: 3 },
  ] as const;
  journal.savePlan(migration, [archive], left);
  const names = (): readonly string[] =>
    buildReceipt(journal, { migration, ...subject }, 0).leftOut.map(({ source }) => source);
  expect(names()).toEqual(['[Gmail]/Chats', 'Private']);
  // Where All Mail itself stays, messages stay with it.
  const all = { source: '[Gmail]/All Mail', reason: 'virtual', messages: 20 } as const;
  journal.savePlan(migration, [{ ...pairOf('Work', 'Work'), readsFrom: '[Gmail]/All Mail' }], [...left, all]);
  expect(names()).toContain('[Gmail]/Starred');
  journal.close();
});
