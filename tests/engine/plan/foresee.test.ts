import { expect, test } from 'vitest';
import { foresight } from '../../../main/engine/plan/foresee.ts';
import type { Foreseen } from '../../../shared/model/foreseen.ts';
import { account, type AccountShape } from './account-builder.ts';

const now = Date.UTC(2026, 10, 22);
const dates = ['01-Jan-1970 00:00:00 +0000', '31-Dec-1999 23:00:00 +0000', '01-Jan-2037 00:00:00 +0000', 'no date'];

function foreseen(facts: AccountShape): Foreseen {
  const foresee = foresight(account(facts), now);
  for (const [index, internalDate] of dates.entries()) foresee.message('a', { uid: index + 1, internalDate });
  return foresee.result();
}

test('of a server that nothing is known of, nothing is foreseen', () => {
  expect(foreseen({ serverName: 'Some IMAP' })).toEqual({ dates: [], content: [] });
});

test.each<readonly [AccountShape, number]>([
  [{ serverName: 'Dovecot' }, 3],
  [{ serverName: 'Cyrus IMAPD 3.6.1' }, 1],
  [{ capabilities: new Set(['ACL2=UNION']) }, 1],
])('dates that %o replaces are told', (facts, uid) => {
  expect(foreseen(facts).dates).toMatchObject([{ mailbox: 'a', uid }]);
  expect(foreseen(facts).content).not.toEqual([]);
});
