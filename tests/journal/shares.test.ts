import { beforeEach, describe, expect, test } from 'vitest';
import type { Journal, SharedMessage } from '../../main/engine/journal-port.ts';
import { openConnection, openJournal } from '../../main/journal/open-journal.ts';
import { schemaSteps } from '../../main/journal/schema/steps.ts';
import { newJournalFile } from './support/folder.ts';
import { digest, mailboxPair, newMessage, print, uids } from './support/sample.ts';

const ALL = '[Gmail]/All Mail';
let journal: Journal;
let inbox: number;
let work: number;
let archive: number;

function pairsOf(made: Journal, readsFrom: string | null): number[] {
  const pairs = ['INBOX', 'Work', ALL].map((source) => mailboxPair(source, { destination: `to ${source}`, readsFrom }));
  return made.savePlan(made.openMigration('from', 'to'), pairs, []).map(({ id }) => id);
}

function shared(uid: number, pairs: readonly number[], change: Partial<SharedMessage> = {}): SharedMessage {
  return { ...newMessage(uid, { fingerprint: print(uid) }), pairs, ...change };
}

beforeEach(() => {
  journal = openJournal(':memory:');
  [inbox = 0, work = 0, archive = 0] = pairsOf(journal, ALL);
  for (const id of [inbox, work, archive]) journal.changeSourceUidValidity(id, 7);
});

describe('shares of one mailbox', () => {
  test('are entered into all pairs at once, and counted', () => {
    journal.addShares(inbox, [shared(1, [inbox, work]), shared(2, [work]), shared(3, [archive]), shared(4, [])]);
    expect([inbox, work, archive].map((id) => uids(journal, id, 'waiting'))).toEqual([[1], [1, 2], [3]]);
    expect(journal.counts(work).byStatus.waiting).toEqual({ messages: 2, bytes: 2_003 });
    expect(journal.pair(work)).toMatchObject({ readsFrom: ALL, indexedShare: null });
  });

  test('a page is entered wholly or not at all, and counts stay true', () => {
    expect(journal.counts(inbox).byStatus.waiting.messages).toBe(0);
    expect(() => journal.addShares(inbox, [shared(1, [inbox]), shared(2, [999])])).toThrow(/FOREIGN KEY/);
    expect(uids(journal, inbox, 'waiting')).toEqual([]);
    expect(journal.counts(inbox).byStatus.waiting.messages).toBe(0);
  });

  test('what lost its label is forgotten as long as it was not sent; other messages are left alone', () => {
    journal.addShares(
      inbox,
      [1, 2, 3].map((uid) => shared(uid, [inbox, work])),
    );
    journal.markIntended(work, [{ uid: 2, fingerprint: print(2), digest: null }]);
    journal.markCopied(work, [{ uid: 3, destinationUid: 30 }]);
    expect(journal.counts(work).byStatus.waiting.messages).toBe(1);
    journal.addShares(
      inbox,
      [1, 2].map((uid) => shared(uid, [inbox])),
    );
    expect(journal.counts(work).byStatus.waiting.messages).toBe(0);
    expect(uids(journal, work, 'intended')).toEqual([2]);
    expect(uids(journal, work, 'copied')).toEqual([3]);
    expect(uids(journal, inbox, 'waiting')).toEqual([1, 2, 3]);
  });

  test('flags of today count for what was not sent yet', () => {
    journal.addShares(inbox, [shared(1, [inbox]), shared(2, [inbox])]);
    journal.markCopied(inbox, [{ uid: 2, destinationUid: 5 }]);
    journal.addShares(
      inbox,
      [1, 2].map((uid) => shared(uid, [inbox], { flags: ['\\Seen'] })),
    );
    expect(journal.messages(inbox, 'waiting', 0, 9)[0]?.flags).toEqual(['\\Seen']);
    expect(journal.messages(inbox, 'copied', 0, 9)[0]?.flags).toEqual([]);
  });

  test('a pair knows those its messages come to first', () => {
    journal.addShares(inbox, [shared(1, [inbox, work]), shared(2, [work])]);
    expect([inbox, work, archive].map((id) => journal.firstPairs(id))).toEqual([[], [inbox], []]);
    journal.addShares(inbox, [shared(1, [work])]);
    expect(journal.firstPairs(work)).toEqual([]);
  });
});

describe('where a message is at the destination', () => {
  beforeEach(() => {
    for (const id of [inbox, work]) journal.changePair(id, { destinationUidValidity: 100 + id });
    journal.addShares(
      inbox,
      [1, 2, 3].map((uid) => shared(uid, [inbox, work, archive])),
    );
  });

  test('is known from the pairs that have put it there, or found it', () => {
    journal.markIntended(inbox, [{ uid: 1, fingerprint: print(1), digest: digest(1) }]);
    expect(journal.placesOf(archive, [1, 2, 3]).size).toBe(0);
    journal.markCopied(inbox, [{ uid: 1, destinationUid: 11 }]);
    journal.markCopied(work, [{ uid: 2, destinationUid: 22, alreadyThere: true }]);
    const places = journal.placesOf(archive, [1, 2, 3]);
    expect([...places.keys()]).toEqual([1, 2]);
    expect(places.get(1)).toEqual({
      mailbox: 'to INBOX',
      uidValidity: 100 + inbox,
      uid: 11,
      flags: [],
      fingerprint: print(1),
      digest: digest(1),
      alreadyThere: false,
    });
    expect(places.get(2)).toMatchObject({ mailbox: 'to Work', uid: 22, alreadyThere: true });
  });

  test('our own counts before what was there, its own pair not at all', () => {
    journal.markCopied(inbox, [{ uid: 1, destinationUid: 11, alreadyThere: true }]);
    journal.markCopied(work, [{ uid: 1, destinationUid: 12 }]);
    expect(journal.placesOf(archive, [1]).get(1)?.uid).toBe(12);
    expect(journal.placesOf(work, [1]).get(1)?.uid).toBe(11);
  });

  test('another UIDVALIDITY of the source, or a forgotten destination, is another world', () => {
    journal.markCopied(inbox, [{ uid: 1, destinationUid: 11 }]);
    journal.changeSourceUidValidity(archive, 8);
    expect(journal.placesOf(archive, [1]).size).toBe(0);
    journal.changeSourceUidValidity(archive, 7);
    expect(journal.placesOf(archive, [1]).size).toBe(1);
    journal.forgetDestination(inbox);
    expect(journal.placesOf(archive, [1]).size).toBe(0);
  });
});

describe('a pair that is read from elsewhere', () => {
  test('begins anew, and what it has done is carried over by identity, to and fro', () => {
    const other = openJournal(':memory:');
    const [one = 0] = pairsOf(other, null);
    // The same UIDVALIDITY in both mailboxes: a server may count each from 1.
    other.changeSourceUidValidity(one, 7);
    other.addMessages(one, [newMessage(5, { fingerprint: print(5) }), newMessage(6, { fingerprint: print(6) })]);
    other.markCopied(one, [{ uid: 5, destinationUid: 50 }]);
    expect(other.counts(one).byStatus.copied.messages).toBe(1);
    for (const [readsFrom, uid] of [
      [ALL, 90],
      [null, 5],
      [ALL, 91],
    ] as const) {
      pairsOf(other, readsFrom);
      expect(other.pair(one)).toMatchObject({ readsFrom, sourceUidValidity: null, indexedUidNext: null });
      other.changeSourceUidValidity(one, 7);
      expect(other.counts(one).byStatus.copied.messages).toBe(0);
      expect(other.hasFormerMessages(one)).toBe(true);
      const message = { ...newMessage(uid, { fingerprint: print(5), size: 1005 }), pairs: [one] };
      if (readsFrom === null) other.addMessages(one, [message]);
      else other.addShares(one, [message]);
      expect(other.carryOver(one)).toBe(1);
      expect(other.messages(one, 'copied', 0, 9)).toMatchObject([{ uid, destinationUid: 50 }]);
    }
    other.close();
  });

  test('as before, nothing happens', () => {
    journal.addShares(inbox, [shared(1, [inbox])]);
    pairsOf(journal, ALL);
    expect(journal.pair(inbox)).toMatchObject({ sourceUidValidity: 7 });
    expect(uids(journal, inbox, 'waiting')).toEqual([1]);
  });
});

test('schema 1 with data becomes schema 2: nothing is lost, and nothing is a share', () => {
  const file = newJournalFile();
  const [initial] = schemaSteps;
  if (!initial) throw new Error('no first step');
  const before = openConnection(file, [initial]);
  before.database.exec(`
    INSERT INTO migration VALUES (1, 'from', 'to', 0);
    INSERT INTO pair (id, migration, source, destination, renamed, messages, subscribed, existed, source_uid_validity,
      indexed_uid_next, destination_uid_validity, reconciled)
    VALUES (1, 1, 'INBOX', 'INBOX', '[]', 2, 1, 1, 7, 3, 9, 1);
    INSERT INTO message (pair, source_uid_validity, uid, size, internal_date, flags, status, fingerprint, destination_uid)
    VALUES (1, 7, 1, 10, '', '[]', 3, x'01', 4), (1, 7, 2, 20, '', '[]', 1, x'02', NULL);`);
  before.close();
  const after = openJournal(file);
  expect(after.pair(1)).toMatchObject({ readsFrom: null, indexedShare: null, indexedUidNext: 3, reconciled: true });
  expect(after.messages(1, 'verified', 0, 9)).toMatchObject([{ uid: 1, destinationUid: 4 }]);
  expect(after.counts(1).byStatus.intended).toEqual({ messages: 1, bytes: 20 });
  expect(after.firstPairs(1)).toEqual([]);
  after.markCopied(1, [{ uid: 2, destinationUid: 5 }]);
  after.close();
  const again = openJournal(file);
  expect(again.counts(1).byStatus.copied.messages).toBe(1);
  again.close();
});
