import { expect, test } from 'vitest';
import type { Journal, NewMessage } from '../../main/engine/journal-port.ts';
import { openJournal } from '../../main/journal/open-journal.ts';

const pair = {
  ...{ source: 'INBOX', destination: 'INBOX', role: null, renamed: [], messages: 3, bytes: null },
  ...{ subscribed: true, exists: true },
};

function message(uid: number): NewMessage {
  const fingerprint = Buffer.alloc(16, uid % 100);
  return { uid, size: 10, internalDate: '17-Jul-1996 02:44:25 -0700', flags: [], fingerprint, skip: null };
}

function begun(): { readonly journal: Journal; readonly migration: number; readonly id: number } {
  const journal = openJournal(':memory:');
  const migration = journal.openMigration('old', 'new');
  const [saved] = journal.savePlan(migration, [pair], []);
  if (!saved) throw new Error('the plan was not saved');
  journal.changeSourceUidValidity(saved.id, 1);
  return { journal, migration, id: saved.id };
}

test('what was compared is known by another number too, when the source gives out new ones', () => {
  const { journal, id } = begun();
  journal.addMessages(id, [message(1), message(2), message(3)]);
  journal.markCopied(
    id,
    [1, 2, 3].map((uid) => ({ uid, destinationUid: uid })),
  );
  journal.markVerified(id, [
    { uid: 1, problem: null, compared: 'at-random' },
    { uid: 2, problem: null, compared: 'read' },
    { uid: 3, problem: null },
  ]);
  expect(journal.compared(id)).toEqual({ bodies: 2, atRandom: 1 });
  journal.changeSourceUidValidity(id, 2);
  expect(journal.compared(id)).toEqual({ bodies: 0, atRandom: 0 });
  journal.addMessages(id, [message(101), message(102), message(103)]);
  expect(journal.carryOver(id)).toBe(3);
  expect(journal.compared(id)).toEqual({ bodies: 2, atRandom: 1 });
  journal.forgetDestination(id);
  expect(journal.compared(id)).toEqual({ bodies: 0, atRandom: 0 });
  journal.close();
});

test('how names are taken apart is remembered from the first look on', () => {
  const { journal, migration } = begun();
  expect(journal.migrations()).toMatchObject([{ id: migration, namespaces: null }]);
  const namespaces = {
    source: { prefix: '', delimiter: null },
    destination: { prefix: 'INBOX.', delimiter: '.' },
  };
  journal.saveNamespaces(migration, namespaces);
  expect(journal.migrations()).toMatchObject([{ id: migration, namespaces }]);
  journal.close();
});
