import { describeOldDates } from './old-dates.ts';
import { describeQuota } from './quota-suite.ts';
import { expect, test } from 'vitest';
import { destinationAccount } from '../../main/imap/account.ts';
import { mail } from '../support/awkward-mail.ts';
import { ServerMove } from '../support/dovecot-move.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { connectTo, openPatiently } from '../support/servers/compat-server.ts';
import { startCyrus } from '../support/servers/cyrus.ts';
import { describeCompat } from './compat-suite.ts';

describeCompat([
  {
    name: 'Cyrus with INBOX. and dots',
    start: () => startCyrus('altnamespace: no\nunixhierarchysep: no\n'),
    renames: { '{5}': '_5_', '{5+}': '_5+_' },
  },
  {
    name: 'Cyrus as it comes today, with slashes',
    start: () => startCyrus('altnamespace: yes\nunixhierarchysep: yes\n'),
    renames: { '{5}': '_5_' },
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
