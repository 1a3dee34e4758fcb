import { startCompatDovecot } from '../support/servers/dovecot.ts';
import { caseOnly, describeCompat, takenByAll, takenByMost } from './compat-suite.ts';

const keeps = [...takenByAll, ...takenByMost, ...caseOnly];
const renames = { '~tilde': '_tilde', 'with/delimiter': 'with-delimiter' };

describeCompat([
  {
    name: 'Dovecot with Maildir, dots, and two connections for each person',
    keeps,
    renames,
    start: () => startCompatDovecot({ format: 'maildir', separator: '.', maxConnectionsPerUser: 2 }),
  },
  {
    name: 'Dovecot with Maildir, dots and INBOX.',
    keeps,
    renames,
    start: () => startCompatDovecot({ format: 'maildir', separator: '.', prefix: 'INBOX.' }),
  },
  {
    name: 'Dovecot with Maildir in folders, and slashes',
    keeps,
    renames,
    start: () => startCompatDovecot({ format: 'maildir', separator: '/' }),
  },
  {
    // As small hosts have it: nothing tells of the dot that is kept for itself.
    name: 'Dovecot with Maildir, slashes shown and dots below',
    keeps,
    renames,
    start: () =>
      startCompatDovecot({ format: 'maildir', separator: '/', extraConfig: 'mail_location = maildir:~/Maildir' }),
  },
  {
    name: 'Dovecot with mdbox, slashes, special uses and quota',
    keeps,
    renames,
    start: () => startCompatDovecot({ format: 'mdbox', separator: '/', specialUse: true, quotaMegabytes: 500 }),
  },
  {
    name: 'Dovecot with mdbox, dots and INBOX.',
    keeps,
    renames,
    start: () => startCompatDovecot({ format: 'mdbox', separator: '.', prefix: 'INBOX.' }),
  },
]);
