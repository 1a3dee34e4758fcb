import { expect, test } from 'vitest';
import { foresight } from '../../../main/engine/plan/foresee.ts';
import { account } from './account-builder.ts';

const now = Date.UTC(2026, 10, 22);
const rows = [
  { uid: 1, internalDate: '01-Jan-1970 00:00:00 +0000', flags: ['\\Seen', '$Forwarded', 'Work'] },
  { uid: 2, internalDate: '31-Dec-1999 23:00:00 +0000', flags: ['Work'] },
  { uid: 3, internalDate: '01-Jan-2037 00:00:00 +0000', flags: [] },
  { uid: 4, internalDate: 'no date', flags: [] },
];

function foreseen(facts: Parameters<typeof account>[0], permanentFlags: readonly string[] | null = null) {
  const foresee = foresight(account(facts), permanentFlags, now);
  for (const row of rows) foresee.message('a', row);
  return foresee.result();
}

test('of a server that nothing is known of, nothing is foreseen', () => {
  expect(foreseen({ serverName: 'Some IMAP' })).toEqual({ dates: [], keywords: {}, content: [] });
});

test.each([
  [{ serverName: 'Dovecot' }, 3],
  [{ serverName: 'Cyrus IMAPD 3.6.1' }, 1],
  [{ capabilities: new Set(['ACL2=UNION']) }, 1],
])('dates that %o replaces are told', (facts, uid) => {
  expect(foreseen(facts).dates).toMatchObject([{ mailbox: 'a', uid }]);
  expect(foreseen(facts).content).not.toEqual([]);
});

test('keywords that the server does not take are counted', () => {
  expect(foreseen({}, ['\\Seen', '$Forwarded']).keywords).toEqual({ Work: 2 });
  expect(foreseen({}, ['\\Seen', '\\*']).keywords).toEqual({});
});
