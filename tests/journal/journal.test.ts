import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Journal } from '../../main/engine/journal-port.ts';
import { openJournal } from '../../main/journal/open-journal.ts';
import { newJournalFile } from './support/folder.ts';
import { DATE, digest, mailboxPair, newMessage, onePair, print, uids } from './support/sample.ts';

let file: string;
let journal: Journal;

beforeEach(() => {
  file = newJournalFile();
  journal = openJournal(file);
});
afterEach(() => journal.close());

function reopen(): void {
  journal.close();
  journal = openJournal(file);
}

describe('migrations and pairs', () => {
  test('a move is found again by its two accounts', () => {
    const one = journal.openMigration('a', 'b');
    const other = journal.openMigration('b', 'a');
    expect(other).not.toBe(one);
    reopen();
    expect(journal.openMigration('a', 'b')).toBe(one);
    expect(journal.openMigration('b', 'a')).toBe(other);
  });

  test('a plan saved again refreshes counts, and never where messages go', () => {
    const migration = journal.openMigration('a', 'b');
    const first = [
      mailboxPair('INBOX', { role: 'inbox' }),
      mailboxPair('Ärger/Büro', { renamed: ['delimiter-in-name'] }),
    ];
    const left = [{ source: 'Spam', reason: 'spam', messages: 3 } as const];
    const saved = journal.savePlan(migration, first, left);
    expect(saved).toMatchObject(first);
    const second = [
      mailboxPair('New'),
      mailboxPair('INBOX', {
        destination: 'Elsewhere',
        messages: 5,
        bytes: 6_000_000_000,
        subscribed: false,
        exists: false,
      }),
    ];
    const again = journal.savePlan(migration, second, []);
    expect(again.map((pair) => pair.source)).toEqual(['New', 'INBOX']);
    expect(again[1]).toMatchObject({
      id: saved[0]?.id,
      destination: 'INBOX',
      role: 'inbox',
      messages: 5,
      bytes: 6_000_000_000,
      subscribed: false,
      exists: false,
    });
    reopen();
    expect(journal.pairs(migration).map((pair) => pair.source)).toEqual(['INBOX', 'Ärger/Büro', 'New']);
    expect(journal.leftOut(migration)).toEqual([]);
  });

  test('what is left out keeps the order of the plan', () => {
    const migration = journal.openMigration('a', 'b');
    const left = [
      { source: 'Z', reason: 'spam', messages: 3 },
      { source: 'A', reason: 'trash', messages: 0 },
    ] as const;
    journal.savePlan(migration, [], left);
    reopen();
    expect(journal.leftOut(migration)).toEqual(left);
  });

  test('numbers of a pair change one by one', () => {
    const pair = onePair(journal);
    const begin = journal.pair(pair);
    journal.changePair(pair, { destinationHighestModseq: 18_446_744_073_709_551_615n, droppedKeywords: { $X: 2 } });
    journal.changePair(pair, { indexedUidNext: 4_294_967_295, reconciled: true });
    reopen();
    expect(journal.pair(pair)).toEqual({
      ...begin,
      destinationHighestModseq: 18_446_744_073_709_551_615n,
      droppedKeywords: { $X: 2 },
      indexedUidNext: 4_294_967_295,
      reconciled: true,
    });
    journal.changePair(pair, { destinationHighestModseq: null });
    expect(journal.pair(pair).destinationHighestModseq).toBeNull();
  });

  test('an unknown pair is a mistake', () => {
    expect(() => journal.pair(99)).toThrow(/99/);
    expect(() => journal.changePair(99, { reconciled: true })).toThrow(/99/);
    expect(() => journal.addMessages(99, [newMessage(1)])).toThrow(/99/);
  });
});

describe('messages', () => {
  test('come back as they were entered', () => {
    const pair = onePair(journal);
    const flags = ['\\Seen', '$Forwarded', '"odd'];
    journal.addMessages(pair, [
      newMessage(4_294_967_295, { flags, fingerprint: print(1), size: 5_000_000_000 }),
      newMessage(7, { skip: 'over-max-size' }),
    ]);
    reopen();
    expect(journal.messages(pair, 'waiting', 0, 10)).toEqual([
      {
        uid: 4_294_967_295,
        size: 5_000_000_000,
        internalDate: DATE,
        flags,
        flagsTold: true,
        length: null,
        status: 'waiting',
        fingerprint: print(1),
        digest: null,
        destinationUid: null,
        alreadyThere: false,
        problem: null,
        skip: null,
        treatment: null,
      },
    ]);
    expect(journal.messages(pair, 'skipped', 0, 10)).toMatchObject([{ uid: 7, skip: 'over-max-size' }]);
  });

  test('need a UIDVALIDITY', () => {
    const migration = journal.openMigration('a', 'b');
    const [pair] = journal.savePlan(migration, [mailboxPair('INBOX')], []);
    expect(() => journal.addMessages(pair?.id ?? 0, [newMessage(1)])).toThrow(/UIDVALIDITY/);
    expect(journal.messages(pair?.id ?? 0, 'waiting', 0, 10)).toEqual([]);
    expect(journal.counts(pair?.id ?? 0).byStatus.waiting.messages).toBe(0);
  });

  test('known ones keep their status and get a missing fingerprint', () => {
    const pair = onePair(journal);
    journal.addMessages(pair, [newMessage(1), newMessage(2, { fingerprint: print(2) })]);
    journal.markCopied(pair, [{ uid: 1, destinationUid: 11 }]);
    journal.addMessages(
      pair,
      [1, 2, 3].map((uid) => newMessage(uid, { fingerprint: print(9) })),
    );
    expect(journal.messages(pair, 'copied', 0, 10)).toMatchObject([{ uid: 1, fingerprint: print(9) }]);
    expect(journal.messages(pair, 'waiting', 0, 10)).toMatchObject([
      { uid: 2, fingerprint: print(2) },
      { uid: 3, fingerprint: print(9) },
    ]);
  });

  test('are read in pages by ascending UID', () => {
    const pair = onePair(journal);
    journal.addMessages(
      pair,
      [5, 1, 9, 3, 7].map((uid) => newMessage(uid)),
    );
    const page = (after: number): number[] => journal.messages(pair, 'waiting', after, 2).map(({ uid }) => uid);
    expect([page(0), page(3), page(7), page(9)]).toEqual([[1, 3], [5, 7], [9], []]);
  });
});

describe('status', () => {
  test('goes from waiting to verified, with what was learned on the way', () => {
    const pair = onePair(journal);
    journal.addMessages(pair, [newMessage(1)]);
    journal.markIntended(pair, [{ uid: 1, fingerprint: print(1), digest: digest(1) }]);
    expect(uids(journal, pair, 'intended')).toEqual([1]);
    journal.markCopied(pair, [{ uid: 1, destinationUid: 77 }]);
    const problem = { kind: 'altered', serverText: null, differs: ['date'] } as const;
    journal.markVerified(pair, [{ uid: 1, problem, digest: digest(2) }]);
    reopen();
    expect(journal.messages(pair, 'verified', 0, 10)).toMatchObject([
      { fingerprint: print(1), digest: digest(1), destinationUid: 77, alreadyThere: false, problem },
    ]);
    journal.markVerified(pair, [{ uid: 1, problem: null }]);
    expect(journal.messages(pair, 'verified', 0, 10)).toMatchObject([{ problem: null }]);
  });

  test('verified fills in a digest nobody took', () => {
    const pair = onePair(journal);
    journal.addMessages(pair, [newMessage(1)]);
    journal.markCopied(pair, [{ uid: 1, destinationUid: null, alreadyThere: true }]);
    journal.markVerified(pair, [{ uid: 1, problem: null, digest: digest(3) }]);
    expect(journal.messages(pair, 'verified', 0, 1)).toMatchObject([{ digest: digest(3), alreadyThere: true }]);
    expect(journal.counts(pair).alreadyThere).toEqual({ messages: 1, bytes: 1001 });
  });

  test('a change that makes no sense changes nothing at all', () => {
    const pair = onePair(journal);
    journal.addMessages(pair, [newMessage(1), newMessage(2)]);
    journal.markCopied(pair, [{ uid: 2, destinationUid: 5 }]);
    const intend = (uid: number) => ({ uid, fingerprint: print(uid), digest: digest(uid) });
    expect(() => journal.markIntended(pair, [intend(1), intend(2)])).toThrow(/copied/);
    expect(() => journal.markIntended(pair, [intend(1), intend(3)])).toThrow(/unknown/);
    expect(uids(journal, pair, 'waiting')).toEqual([1]);
    expect(journal.counts(pair).byStatus).toMatchObject({ waiting: { messages: 1 }, intended: { messages: 0 } });
  });

  test('failed ones are tried again', () => {
    const pair = onePair(journal);
    journal.addMessages(pair, [newMessage(1), newMessage(2)]);
    journal.markFailed(pair, 1, { kind: 'too-big', serverText: 'Too large' });
    expect(journal.messages(pair, 'failed', 0, 1)).toMatchObject([{ problem: { serverText: 'Too large' } }]);
    journal.retryFailed(pair);
    expect(journal.messages(pair, 'waiting', 0, 1)).toMatchObject([{ uid: 1, problem: null }]);
    expect(journal.counts(pair).byStatus).toMatchObject({ waiting: { messages: 2 }, failed: { messages: 0 } });
  });

  test('what is gone from the destination waits again', () => {
    const pair = onePair(journal);
    journal.addMessages(pair, [newMessage(1)]);
    journal.markCopied(pair, [{ uid: 1, destinationUid: 5, alreadyThere: true }]);
    journal.markWaiting(pair, [1]);
    expect(journal.messages(pair, 'waiting', 0, 1)).toMatchObject([{ destinationUid: null, alreadyThere: false }]);
    expect(journal.counts(pair).alreadyThere.messages).toBe(0);
  });
});

describe('exceptions', () => {
  test('are the failed and the altered of every pair, in pages', () => {
    const one = onePair(journal, 'A');
    const other = onePair(journal, 'B');
    for (const pair of [one, other]) {
      journal.addMessages(
        pair,
        [1, 2, 3, 4].map((uid) => newMessage(uid)),
      );
      journal.markFailed(pair, 2, { kind: 'too-big', serverText: null });
      journal.markCopied(pair, [
        { uid: 3, destinationUid: 1 },
        { uid: 4, destinationUid: 2 },
      ]);
      journal.markVerified(pair, [
        { uid: 3, problem: null },
        { uid: 4, problem: { kind: 'altered', serverText: null } },
      ]);
    }
    const migration = journal.openMigration('from', 'to');
    const all = journal.exceptions(migration, null, 10).map(({ pairId, uid }) => ({ pair: pairId, uid }));
    expect(all).toEqual([
      { pair: one, uid: 2 },
      { pair: one, uid: 4 },
      { pair: other, uid: 2 },
      { pair: other, uid: 4 },
    ]);
    const paged = [];
    for (let after: { pair: number; uid: number } | null = null; ;) {
      const [next] = journal.exceptions(migration, after, 1);
      if (!next) break;
      after = { pair: next.pairId, uid: next.uid };
      paged.push(after);
    }
    expect(paged).toEqual(all);
    expect(journal.exceptions(migration, null, 3)).toHaveLength(3);
    expect(journal.exceptions(journal.openMigration('x', 'y'), null, 3)).toEqual([]);
  });
});

test('closing twice is closing', () => {
  journal.close();
  journal.close();
});
