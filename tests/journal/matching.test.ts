import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FingerprintGroup, Journal } from '../../main/engine/journal-port.ts';
import { openJournal } from '../../main/journal/open-journal.ts';
import { processorTime } from '../support/processor-time.ts';
import { DATE, digest, newMessage, onePair, print, SAME_INSTANT, uids } from './support/sample.ts';

let journal: Journal;
let pair: number;

beforeEach(() => {
  journal = openJournal(':memory:');
  pair = onePair(journal);
});
afterEach(() => journal.close());

const listed = (uid: number, n: number) => ({ uid, size: 10, internalDate: DATE, fingerprint: print(n) });

function shape(groups: readonly FingerprintGroup[]): [number | undefined, number[], number[]][] {
  return groups.map(({ fingerprint, source, destination }) => [
    fingerprint[0],
    source.map(({ uid }) => uid),
    destination.map(({ uid }) => uid),
  ]);
}

describe('common fingerprints', () => {
  beforeEach(() => {
    const prints = [9, 3, 3, 200, 5, 7];
    journal.addMessages(
      pair,
      prints.map((n, index) => newMessage(index + 1, { fingerprint: print(n) })),
    );
    journal.addMessages(pair, [newMessage(7)]);
    journal.addDestinationListing(pair, [
      listed(101, 3),
      listed(102, 3),
      listed(103, 3),
      listed(104, 9),
      listed(105, 4),
      listed(106, 200),
      listed(107, 5),
    ]);
  });

  test('are grouped with everybody on both sides, in order', () => {
    expect(shape(journal.commonFingerprints(pair, null, 10))).toEqual([
      [3, [2, 3], [101, 102, 103]],
      [5, [5], [107]],
      [9, [1], [104]],
      [200, [4], [106]],
    ]);
  });

  test('come in pages', () => {
    expect(shape(journal.commonFingerprints(pair, null, 2)).map(([n]) => n)).toEqual([3, 5]);
    expect(shape(journal.commonFingerprints(pair, print(5), 1)).map(([n]) => n)).toEqual([9]);
    expect(journal.commonFingerprints(pair, print(200), 10)).toEqual([]);
    expect(journal.commonFingerprints(pair, null, 0)).toEqual([]);
  });

  test('leave out what is matched on either side', () => {
    journal.markCopied(pair, [
      { uid: 2, destinationUid: 102, alreadyThere: true },
      { uid: 1, destinationUid: 104, alreadyThere: true },
    ]);
    // Another message of the source has taken the one that looks like 5.
    journal.markCopied(pair, [{ uid: 6, destinationUid: 107 }]);
    expect(shape(journal.commonFingerprints(pair, null, 10))).toEqual([
      [3, [3], [101, 103]],
      [200, [4], [106]],
    ]);
  });

  test('are of one pair only, and gone with the listing', () => {
    const other = onePair(journal, 'Other');
    journal.addMessages(other, [newMessage(1, { fingerprint: print(3) })]);
    expect(journal.commonFingerprints(other, null, 10)).toEqual([]);
    journal.clearDestinationListing(pair);
    expect(journal.commonFingerprints(pair, null, 10)).toEqual([]);
  });

  test('a listing entered twice counts once', () => {
    journal.addDestinationListing(pair, [listed(101, 3)]);
    expect(shape(journal.commonFingerprints(pair, null, 1))).toEqual([[3, [2, 3], [101, 102, 103]]]);
  });
});

test('assigned destination UIDs are those of the pair, from one on', () => {
  journal.addMessages(
    pair,
    [1, 2, 3].map((uid) => newMessage(uid)),
  );
  journal.markCopied(pair, [
    { uid: 1, destinationUid: 10 },
    { uid: 2, destinationUid: 20 },
    { uid: 3, destinationUid: null },
  ]);
  expect(journal.assignedDestinationUids(pair, 0)).toEqual(new Set([10, 20]));
  expect(journal.assignedDestinationUids(pair, 20)).toEqual(new Set([20]));
  expect(journal.assignedDestinationUids(pair, 21)).toEqual(new Set());
  expect(journal.assignedDestinationUids(onePair(journal, 'Other'), 0)).toEqual(new Set());
});

describe('a new UIDVALIDITY at the source', () => {
  beforeEach(() => {
    journal.addMessages(pair, [
      newMessage(1, { fingerprint: print(1), size: 50 }),
      newMessage(2, { fingerprint: print(1), size: 50 }),
      newMessage(3, { fingerprint: print(3), size: 50 }),
      newMessage(4, { fingerprint: print(4), size: 50 }),
      newMessage(5, { fingerprint: print(5), size: 50 }),
    ]);
    journal.markIntended(pair, [{ uid: 1, fingerprint: print(1), digest: digest(1) }]);
    journal.markIntended(pair, [{ uid: 2, fingerprint: print(1), digest: digest(2) }]);
    journal.markCopied(pair, [{ uid: 2, destinationUid: 22 }]);
    journal.markCopied(pair, [{ uid: 3, destinationUid: 33, alreadyThere: true }]);
    journal.markVerified(pair, [{ uid: 3, problem: { kind: 'altered', serverText: null } }]);
    journal.markFailed(pair, 4, { kind: 'too-big', serverText: 'no' });
    journal.changePair(pair, { indexedUidNext: 6, indexedMessages: 5, sourceHighestModseq: 7n });
    journal.changeSourceUidValidity(pair, 2);
  });

  test('begins with nothing', () => {
    expect(journal.pair(pair)).toMatchObject({ sourceUidValidity: 2, indexedUidNext: null, indexedMessages: null });
    expect(journal.counts(pair).byStatus.copied.messages).toBe(0);
    expect(uids(journal, pair, 'copied')).toEqual([]);
    expect(journal.assignedDestinationUids(pair, 0)).toEqual(new Set());
    expect(journal.hasFormerMessages(pair)).toBe(true);
  });

  test('carries over what is the same message, one to one', () => {
    journal.addMessages(pair, [
      newMessage(101, { fingerprint: print(1), size: 50, internalDate: SAME_INSTANT }),
      newMessage(103, { fingerprint: print(3), size: 50 }),
      newMessage(104, { fingerprint: print(4), size: 50 }),
      newMessage(105, { fingerprint: print(5), size: 50 }),
    ]);
    // Three: of the two equal former ones, the copied one is more worth remembering than the intended one.
    expect(journal.carryOver(pair)).toBe(3);
    expect(journal.messages(pair, 'copied', 0, 9)).toMatchObject([
      { uid: 101, destinationUid: 22, digest: digest(2), internalDate: SAME_INSTANT },
    ]);
    expect(journal.messages(pair, 'verified', 0, 9)).toMatchObject([
      { uid: 103, destinationUid: 33, alreadyThere: true, problem: { kind: 'altered' } },
    ]);
    expect(journal.messages(pair, 'failed', 0, 9)).toMatchObject([{ uid: 104, problem: { serverText: 'no' } }]);
    expect(uids(journal, pair, 'waiting')).toEqual([105]);
    expect(journal.counts(pair)).toMatchObject({
      byStatus: { copied: { messages: 1, bytes: 50 }, waiting: { messages: 1 } },
      alreadyThere: { messages: 1 },
    });
    // The intended one is left, and finds its successor when that is listed.
    expect(journal.hasFormerMessages(pair)).toBe(true);
    journal.addMessages(pair, [newMessage(102, { fingerprint: print(1), size: 50 })]);
    expect(journal.carryOver(pair)).toBe(1);
    expect(journal.messages(pair, 'intended', 0, 9)).toMatchObject([{ uid: 102, digest: digest(1) }]);
    expect(journal.hasFormerMessages(pair)).toBe(false);
  });

  test('does not carry over to another size or time, or without a fingerprint', () => {
    journal.addMessages(pair, [
      newMessage(101, { fingerprint: print(1), size: 51 }),
      newMessage(102, { fingerprint: print(3), size: 50, internalDate: '18-Jul-1996 02:44:25 -0700' }),
      newMessage(103, { size: 50 }),
    ]);
    expect(journal.carryOver(pair)).toBe(0);
    expect(uids(journal, pair, 'waiting')).toEqual([101, 102, 103]);
  });

  test('frees what rows without a successor have at the destination, so that it can be matched', () => {
    journal.addMessages(pair, [newMessage(101, { fingerprint: print(1), size: 51 })]);
    journal.carryOver(pair);
    journal.addDestinationListing(pair, [listed(22, 1)]);
    expect(shape(journal.commonFingerprints(pair, null, 10))).toEqual([[1, [101], [22]]]);
  });

  test('is carried over in time when ten thousand messages are equal', () => {
    const equal = (first: number) =>
      Array.from({ length: 10_000 }, (_, n) => newMessage(first + n, { fingerprint: print(7), size: 1 }));
    const many = onePair(journal, 'Many');
    journal.addMessages(many, equal(1));
    journal.markCopied(
      many,
      equal(1).map(({ uid }) => ({ uid, destinationUid: uid })),
    );
    journal.changeSourceUidValidity(many, 2);
    journal.addMessages(many, equal(1));
    expect(processorTime(() => expect(journal.carryOver(many)).toBe(10_000))).toBeLessThan(5_000);
  });

  test('that comes back finds its rows again', () => {
    journal.changeSourceUidValidity(pair, 1);
    expect(uids(journal, pair, 'copied')).toEqual([2]);
    expect(journal.hasFormerMessages(pair)).toBe(false);
  });
});

test('a new UIDVALIDITY at the destination makes everything wait', () => {
  journal.addMessages(
    pair,
    [1, 2, 3, 4, 5].map((uid) => newMessage(uid, { fingerprint: print(uid) })),
  );
  journal.addMessages(pair, [newMessage(6, { skip: 'before-since' })]);
  journal.markIntended(pair, [{ uid: 1, fingerprint: print(1), digest: digest(1) }]);
  journal.markCopied(pair, [
    { uid: 2, destinationUid: 2, alreadyThere: true },
    { uid: 3, destinationUid: 3 },
  ]);
  journal.markVerified(pair, [{ uid: 3, problem: { kind: 'altered', serverText: null } }]);
  journal.markFailed(pair, 4, { kind: 'too-big', serverText: null });
  journal.changePair(pair, { reconciled: true });
  journal.forgetDestination(pair);
  expect(uids(journal, pair, 'waiting')).toEqual([1, 2, 3, 5]);
  expect(uids(journal, pair, 'failed')).toEqual([4]);
  expect(uids(journal, pair, 'skipped')).toEqual([6]);
  expect(journal.messages(pair, 'waiting', 2, 1)).toMatchObject([{ destinationUid: null, problem: null }]);
  expect(journal.assignedDestinationUids(pair, 0)).toEqual(new Set());
  expect(journal.pair(pair).reconciled).toBe(false);
  expect(journal.counts(pair)).toMatchObject({ byStatus: { waiting: { messages: 4 } }, alreadyThere: { messages: 0 } });
});
