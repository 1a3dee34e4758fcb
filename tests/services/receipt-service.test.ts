import { expect, it } from 'vitest';
import { openJournal } from '../../main/journal/open-journal.ts';
import { accountOfKey, readReceipt } from '../../main/services/receipt-service.ts';
import { accountKey } from '../../shared/model/account.ts';

const any = { from: null, to: null };

it.each([
  [{ user: 'me@old.example', host: 'imap.old.example' }, 993],
  [{ user: 'we:ird%40@user', host: '::1' }, 143],
])('takes %j apart again', (account, port) => {
  expect(accountOfKey(accountKey({ ...account, port, security: 'tls' }))).toEqual(account);
});

it('finds the one move, or says why not', () => {
  const journal = openJournal(':memory:');
  expect(readReceipt(journal, any, 0)).toBe('nothing-moved');
  journal.openMigration('a@old:993', 'b@new:993');
  expect(readReceipt(journal, any, 0)).toMatchObject({
    from: { user: 'a', host: 'old' },
    to: { user: 'b', host: 'new' },
  });
  journal.openMigration('a@old:993', 'c@new:993');
  expect(readReceipt(journal, any, 0)).toBe('several-moves');
  expect(readReceipt(journal, { from: null, to: 'c@new:993' }, 0)).toMatchObject({ to: { user: 'c' } });
  expect(readReceipt(journal, { from: null, to: 'd@new:993' }, 0)).toBe('unknown-move');
  // Asking must not begin a move.
  expect(journal.migrations()).toHaveLength(2);
  journal.close();
});
