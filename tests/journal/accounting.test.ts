import { afterEach, expect, test } from 'vitest';
import type { Journal } from '../../main/engine/journal-port.ts';
import { findShortfalls } from '../../main/engine/shortfalls.ts';
import { openConnection, openJournal } from '../../main/journal/open-journal.ts';
import { schemaSteps } from '../../main/journal/schema/steps.ts';
import { mail } from '../support/awkward-mail.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { MemoryMove } from '../support/memory-move.ts';
import { newJournalFile } from './support/folder.ts';
import { newMessage, onePair, print } from './support/sample.ts';

let journal: Journal | null = null;
afterEach(() => journal?.close());

test('a journal of the version before opens, is short of nothing it cannot know of, and the next run counts', async () => {
  const source = new MemoryMail();
  for (const id of ['a', 'b']) source.put('INBOX', { body: mail(id, id) });
  const destination = new MemoryMail();
  destination.put('INBOX', { body: mail('a', 'a') });
  const file = newJournalFile();
  const before = openConnection(file, schemaSteps.slice(0, 5));
  // One message of two is there; the other was overlooked, which that version did not notice.
  before.database.exec(`
    INSERT INTO migration (id, source_key, destination_key, created_at) VALUES (1, 'old', 'new', 0);
    INSERT INTO pair (id, migration, source, destination, renamed, messages, subscribed, existed, source_uid_validity,
      indexed_uid_next, indexed_messages, destination_uid_validity, destination_uid_next, reconciled)
    VALUES (1, 1, 'INBOX', 'INBOX', '[]', 2, 1, 1, 1000, 3, 2, 1000, 2, 1);
    INSERT INTO message (pair, source_uid_validity, uid, size, internal_date, flags, status, fingerprint, destination_uid)
    VALUES (1, 1000, 1, ${String(mail('a', 'a').length)}, '17-Jul-1996 02:44:25 -0700', '[]', 3, x'01', 1);`);
  before.close();
  journal = openJournal(file);
  expect(journal.pair(1)).toMatchObject({ sourceListed: null, problem: null, indexedMessages: 2 });
  expect(journal.messages(1, 'verified', 0, 9)).toMatchObject([{ uid: 1, length: null, flagsTold: true }]);
  expect(findShortfalls(journal, 1)).toEqual([]);
  const move = new MemoryMove(source, destination);
  expect(await move.run({}, undefined, journal)).toMatchObject({ end: 'finished', copied: 2, shortfalls: [] });
  expect(journal.pair(1)).toMatchObject({ sourceListed: 2, indexedMessages: 2 });
  expect(destination.mailbox('INBOX').messages).toHaveLength(2);
});

test('what was missed at the destination is compared before it is sent again', () => {
  journal = openJournal(':memory:');
  const pair = onePair(journal);
  journal.addMessages(pair, [newMessage(1), newMessage(2)]);
  journal.changePair(pair, { reconciled: true });
  journal.markFailed(pair, 1, { kind: 'too-big', serverText: null });
  journal.retryFailed(pair);
  expect(journal.pair(pair).reconciled).toBe(true);
  journal.markFailed(pair, 1, { kind: 'missing', serverText: null });
  journal.retryFailed(pair);
  expect(journal.pair(pair).reconciled).toBe(false);
  expect(journal.counts(pair).byStatus.waiting.messages).toBe(2);
});

test('UIDs that are not to be believed any more begin anew, and what is recognised is carried over', () => {
  journal = openJournal(':memory:');
  const pair = onePair(journal);
  journal.addMessages(pair, [newMessage(1, { fingerprint: print(1) }), newMessage(2, { fingerprint: print(2) })]);
  journal.markCopied(pair, [
    { uid: 1, destinationUid: 11 },
    { uid: 2, destinationUid: 12 },
  ]);
  journal.changePair(pair, { indexedUidNext: 3, indexedMessages: 2, sourceListed: 2 });
  journal.distrustUids(pair);
  expect(journal.pair(pair)).toMatchObject({ indexedUidNext: null, indexedMessages: null, sourceListed: null });
  expect(journal.counts(pair).byStatus.copied.messages).toBe(0);
  // The first is still there, under the number of the second.
  journal.addMessages(pair, [
    newMessage(2, { size: 1001, fingerprint: print(1) }),
    newMessage(3, { fingerprint: print(3) }),
  ]);
  expect(journal.carryOver(pair)).toBe(1);
  expect(journal.messages(pair, 'copied', 0, 9)).toMatchObject([{ uid: 2, destinationUid: 11 }]);
  expect(journal.messages(pair, 'waiting', 0, 9)).toMatchObject([{ uid: 3 }]);
});

test('a UID told with another size or date is known to be another message’s; what is listed again is not gone', () => {
  journal = openJournal(':memory:');
  const pair = onePair(journal);
  const first = newMessage(1, { size: 10 });
  expect(journal.addMessages(pair, [first])).toBe(false);
  expect(journal.addMessages(pair, [first, newMessage(2)])).toBe(false);
  // Not told is not another.
  expect(journal.addMessages(pair, [{ ...first, size: 0, internalDate: '' }])).toBe(false);
  expect(journal.addMessages(pair, [{ ...first, size: 11 }])).toBe(true);
  expect(journal.addMessages(pair, [{ ...first, internalDate: '01-Jan-2001 00:00:00 +0000' }])).toBe(true);
  journal.markSkipped(pair, [1], 'gone-at-source');
  journal.addMessages(pair, [first]);
  expect(journal.messages(pair, 'waiting', 0, 9).map(({ uid }) => uid)).toEqual([1, 2]);
});
