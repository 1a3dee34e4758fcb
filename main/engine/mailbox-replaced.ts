import { MailError } from './mail-error.ts';

/**
 * A mailbox was replaced under our hands (another UIDVALIDITY, RFC 9051 2.3.1.1): its UIDs mean other messages now, or none. What is in
 * doubt stays so until the mailbox was looked at afresh.
 */
export function mailboxReplaced(when: 'now' | 'later' = 'now'): MailError {
  return new MailError({
    kind: 'protocol',
    when,
    wide: 'mailbox',
    outcome: 'unclear',
    serverText: 'UIDVALIDITY changed',
  });
}
