import type { AccountFacts, ListedMailbox } from '../../../../shared/model/mailbox.ts';
import { assignRoles } from '../../../engine/plan/mailbox-role.ts';
import { counted } from '../shown.ts';
import type { Found } from './found.ts';
import type { AccountLook } from './look.ts';

/**
 * What Gmail's setting "limit IMAP folders to no more than this many messages" can be (Gmail API, ImapSettings.maxFolderSize).
 * It holds for every mailbox, so that it can be at work only where the largest has exactly so many.
 */
const GMAIL_LIMITS = [1_000, 2_000, 5_000, 10_000];
/** What imap.mail.yahoo.com shows of a mailbox at most; export.imap.mail.yahoo.com shows more (thunderbird/autoconfig#71). */
const YAHOO_LIMITS = [10_000];

/** How many messages are shown, and how many there are at least; null where nobody tells. */
interface Suspicion {
  readonly shown: number;
  readonly all: number | null;
}

/** Whether the old provider may be hiding mail from mail programs. */
export function hiddenMail({ facts, address }: AccountLook): Found {
  const suspicion = suspect(facts, address.host);
  return {
    id: 'hidden-mail',
    verdict: suspicion === null ? 'pass' : 'warn',
    values: {
      shown: suspicion === null ? null : counted(suspicion.shown),
      all: suspicion === null || suspicion.all === null ? null : counted(suspicion.all),
    },
  };
}

function suspect(facts: AccountFacts, host: string): Suspicion | null {
  if (facts.capabilities.has('X-GM-EXT-1')) return incompleteAllMail(facts) ?? cutAt(facts.mailboxes, GMAIL_LIMITS);
  return isYahoo(host) ? cutAt(facts.mailboxes, YAHOO_LIMITS) : null;
}

/** All Mail has everything but spam and trash; it can be left out of IMAP, and so can any label. */
function incompleteAllMail(facts: AccountFacts): Suspicion | null {
  const roles = assignRoles(facts);
  const isPart = ({ name }: ListedMailbox): boolean => !['all', 'junk', 'trash'].includes(roles.get(name) ?? '');
  const allMail = facts.mailboxes.find(({ name }) => roles.get(name) === 'all')?.status?.messages ?? 0;
  const largest = most(facts.mailboxes.filter(isPart));
  return allMail < largest ? { shown: allMail, all: largest } : null;
}

function cutAt(mailboxes: readonly ListedMailbox[], limits: readonly number[]): Suspicion | null {
  const largest = most(mailboxes);
  return limits.includes(largest) ? { shown: largest, all: null } : null;
}

function most(mailboxes: readonly ListedMailbox[]): number {
  return mailboxes.reduce((largest, { status }) => Math.max(largest, status?.messages ?? 0), 0);
}

function isYahoo(host: string): boolean {
  return /^imap\.(?:mail\.yahoo|aol)\.com$/i.test(host);
}
