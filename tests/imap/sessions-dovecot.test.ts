import { startDovecot } from '../support/dovecot.ts';
import { describeSessions } from './session-suite.ts';

const common = {
  subject: 'localhost',
  issuer: 'Homing test authority',
  sentRole: true,
  uidplus: true,
  multiappend: true,
  maxInspectCommands: 1,
};

describeSessions(
  'Dovecot with Maildir and "."',
  () => startDovecot({ format: 'maildir', separator: '.', prefix: 'INBOX.', specialUse: true }),
  { ...common, separator: '.', prefix: 'INBOX.', quota: false },
);

describeSessions(
  'Dovecot with mdbox, "/" and quota',
  () => startDovecot({ format: 'mdbox', separator: '/', quotaMegabytes: 100, specialUse: true }),
  { ...common, separator: '/', prefix: '', quota: true },
);
