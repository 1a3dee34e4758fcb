import type { AccountFacts, ListedMailbox } from '../../shared/model/mailbox.ts';
import type { AccountLook } from '../../main/services/desk/checks/look.ts';

/** A mailbox as LIST and STATUS tell it. */
export function sampleMailbox(
  name: string,
  messages: number | null,
  change: Partial<ListedMailbox> = {},
): ListedMailbox {
  return {
    name,
    delimiter: '/',
    attributes: [],
    subscribed: true,
    status:
      messages === null
        ? null
        : { messages, uidNext: messages + 1, uidValidity: 7, size: messages * 1000, highestModseq: null },
    ...change,
  };
}

/** An account with some mailboxes. */
export function sampleFacts(mailboxes: readonly ListedMailbox[], change: Partial<AccountFacts> = {}): AccountFacts {
  return {
    capabilities: new Set(['IMAP4REV1']),
    serverName: null,
    namespace: { prefix: '', delimiter: '/' },
    mailboxes,
    quota: null,
    appendLimit: null,
    ...change,
  };
}

/** What a look into such an account found. */
export function sampleLook(facts: AccountFacts, change: Partial<AccountLook> = {}): AccountLook {
  return {
    address: { host: 'imap.old.example', port: 993, security: 'tls', user: 'anna@old.example' },
    provider: null,
    facts,
    protection: {
      protocol: 'TLSv1.3',
      subject: 'imap.old.example',
      issuer: 'Some Authority',
      validTo: 2_000_000_000_000,
    },
    pingMs: 41.4,
    ...change,
  };
}
