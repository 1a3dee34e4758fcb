import { startCompatDovecot } from '../support/servers/dovecot.ts';
import { describeCompat } from './compat-suite.ts';

describeCompat([
  {
    name: 'Dovecot with Maildir, dots, and two connections for each person',
    start: () => startCompatDovecot({ format: 'maildir', separator: '.', maxConnectionsPerUser: 2 }),
  },
  {
    name: 'Dovecot with Maildir, dots and INBOX.',
    start: () => startCompatDovecot({ format: 'maildir', separator: '.', prefix: 'INBOX.' }),
  },
  {
    name: 'Dovecot with Maildir in folders, and slashes',
    start: () => startCompatDovecot({ format: 'maildir', separator: '/' }),
  },
  {
    // As small hosts have it: nothing tells of the dot that is kept for itself.
    name: 'Dovecot with Maildir, slashes shown and dots below',
    start: () =>
      startCompatDovecot({ format: 'maildir', separator: '/', extraConfig: 'mail_location = maildir:~/Maildir' }),
  },
  {
    name: 'Dovecot with mdbox, slashes, special uses and quota',
    start: () => startCompatDovecot({ format: 'mdbox', separator: '/', specialUse: true, quotaMegabytes: 500 }),
  },
  {
    name: 'Dovecot with mdbox, dots and INBOX.',
    start: () => startCompatDovecot({ format: 'mdbox', separator: '.', prefix: 'INBOX.' }),
  },
]);
