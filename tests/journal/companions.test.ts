import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Journal } from '../../main/engine/journal-port.ts';
import { openJournal } from '../../main/journal/open-journal.ts';
import { DATE, mailboxPair, newMessage, print } from './support/sample.ts';

let journal: Journal;
let one: number;
let other: number;

/** Pairs with one destination, each with a message for each UID, found there under UIDVALIDITY 9. */
function enter(source: string, destination: string, to = 'to'): number {
  const [pair] = journal.savePlan(journal.openMigration('from', to), [mailboxPair(source, { destination })], []);
  const id = pair?.id ?? 0;
  journal.changeSourceUidValidity(id, 1);
  journal.changePair(id, { destinationUidValidity: 9 });
  journal.addMessages(
    id,
    [1, 2, 3].map((uid) => newMessage(uid, { fingerprint: print(uid) })),
  );
  return id;
}

beforeEach(() => {
  journal = openJournal(':memory:');
  one = enter('Work', 'Work');
  other = enter('work', 'Work');
  journal.markCopied(one, [{ uid: 1, destinationUid: 10 }]);
  journal.markCopied(other, [{ uid: 1, destinationUid: 20 }]);
});
afterEach(() => journal.close());

const assigned = (pair: number, from = 0): number[] => [...journal.assignedDestinationUids(pair, from)].toSorted();

test('what another pair has in the same mailbox is assigned', () => {
  expect([assigned(one), assigned(other)]).toEqual([
    [10, 20],
    [10, 20],
  ]);
  expect(assigned(one, 11)).toEqual([20]);
});

test('also a pair that is entered later, but none of another destination or another move', () => {
  expect(assigned(one)).toEqual([10, 20]);
  const third = enter('Lists', 'Work');
  journal.markCopied(third, [{ uid: 1, destinationUid: 30 }]);
  journal.markCopied(enter('Apart', 'Apart'), [{ uid: 1, destinationUid: 40 }]);
  journal.markCopied(enter('Work', 'Work', 'elsewhere'), [{ uid: 1, destinationUid: 50 }]);
  expect(assigned(one)).toEqual([10, 20, 30]);
});

test('nothing under another UIDVALIDITY of the destination', () => {
  journal.changePair(one, { destinationUidValidity: 8 });
  expect([assigned(one), assigned(other)]).toEqual([[10], [20]]);
  journal.forgetDestination(other);
  journal.changePair(other, { destinationUidValidity: 8 });
  expect([assigned(one), assigned(other)]).toEqual([[10], [10]]);
});

test('also what was there under a former UIDVALIDITY of the other source, which may be carried over', () => {
  journal.changeSourceUidValidity(other, 2);
  expect([assigned(one), assigned(other)]).toEqual([[10, 20], [10]]);
});

test('what another pair has is compared with nothing', () => {
  const listed = (uid: number, n: number) => ({ uid, size: 10, internalDate: DATE, fingerprint: print(n) });
  journal.markCopied(other, [{ uid: 2, destinationUid: 21, alreadyThere: true }]);
  journal.addDestinationListing(one, [listed(20, 2), listed(21, 2), listed(22, 2), listed(10, 3), listed(23, 3)]);
  const shape = (pair: number): unknown =>
    journal.commonFingerprints(pair, null, 10).map(({ destination }) => destination.map(({ uid }) => uid));
  expect(shape(one)).toEqual([[22], [23]]);
  journal.changePair(other, { destinationUidValidity: 8 });
  expect(shape(one)).toEqual([[20, 21, 22], [23]]);
});
