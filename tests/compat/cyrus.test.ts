import { describeOldDates } from './old-dates.ts';
import { describeQuota } from './quota-suite.ts';
import { expect, test } from 'vitest';
import { destinationAccount } from '../../main/imap/account.ts';
import { mail } from '../support/awkward-mail.ts';
import { ServerMove } from '../support/dovecot-move.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { connectTo, openPatiently } from '../support/servers/compat-server.ts';
import { startCyrus } from '../support/servers/cyrus.ts';
import { caseOnly, describeCompat, takenByAll } from './compat-suite.ts';

const keeps = [...takenByAll, ...caseOnly, '~tilde'];
const renames = {
  ...{ '{5}': '_5_', '{5+}': '_5+_', 'quo"te': 'quo_te', 'per%cent': 'per_cent', 'back\\slash': 'back_slash' },
  ...{ 'Reports & "Quotes" 100%': 'Reports & _Quotes_ 100_', 'with/delimiter': 'with-delimiter' },
};

describeCompat([
  {
    name: 'Cyrus with INBOX. and dots',
    start: () => startCyrus('altnamespace: no\nunixhierarchysep: no\n'),
    keeps,
    renames,
  },
  {
    name: 'Cyrus as it comes today, with slashes',
    start: () => startCyrus('altnamespace: yes\nunixhierarchysep: yes\n'),
    keeps,
    renames,
  },
]);

test('Cyrus: special mailboxes are made with their use', async () => {
  const server = await startCyrus('altnamespace: yes\nunixhierarchysep: yes\n');
  const old = new MemoryMail();
  for (const name of ['Gesendet', 'Entwürfe', 'Archiv']) old.put(name, { body: mail(name, 'text') });
  const move = new ServerMove(old.account(), destinationAccount(connectTo(server.account('mover'))));
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 3, failed: 0 });
  const client = await openPatiently(server.account('mover'));
  const uses: string[] = [];
  await client.command('LIST (SPECIAL-USE) "" "*"', (tokens) => uses.push(`${String(tokens[2])} ${String(tokens[4])}`));
  await client.logout();
  expect(uses.filter((line) => line.includes('\\Sent'))).toMatchObject([expect.stringContaining('Gesendet')]);
  expect(uses.filter((line) => line.includes('\\Drafts'))).toMatchObject([expect.stringContaining('Entw&APw-rfe')]);
  expect(uses.filter((line) => line.includes('\\Archive'))).toMatchObject([expect.stringContaining('Archiv')]);
  await server.stop();
});

describeQuota('Cyrus', () => startCyrus('altnamespace: yes\nunixhierarchysep: no\n'));
describeOldDates('Cyrus', () => startCyrus('altnamespace: yes\nunixhierarchysep: no\n'));

test('Cyrus: of more keywords than a mailbox holds the last stay behind, and no message does', async () => {
  const server = await startCyrus('altnamespace: yes\n');
  const old = new MemoryMail();
  // Cyrus 3.6 takes a hundred.
  for (let number = 1; number <= 104; number++)
    old.put('INBOX', { body: mail(String(number), 'text'), flags: ['\\Seen', `Keyword-${String(number)}`] });
  const move = new ServerMove(old.account(), destinationAccount(connectTo(server.account('mover'))));
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 104, failed: 0 });
  const [pair] = move.journal.pairs(1);
  const dropped = Object.keys(pair?.droppedKeywords ?? {});
  expect(dropped).toEqual(['Keyword-101', 'Keyword-102', 'Keyword-103', 'Keyword-104']);
  const altered = move.journal.exceptions(1, null, 10).map(({ uid, problem }) => [uid, problem?.differs]);
  expect(altered).toEqual([101, 102, 103, 104].map((uid) => [uid, ['flags']]));
  await server.stop();
});
