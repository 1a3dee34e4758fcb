import type { AccountFacts, ListedMailbox } from '../../../shared/model/mailbox.ts';
import { isInbox } from './fold-name.ts';

/** Where the personal mailboxes of an account live. */
export type Namespace = AccountFacts['namespace'];

/** A mailbox name taken apart. */
export interface MailboxPath {
  /** Whether the name was below the personal namespace's prefix (which is not in the components). INBOX always is. */
  readonly personal: boolean;
  readonly components: readonly string[];
}

/** Deeper names are not taken apart further: no server nests so deep, but one could claim to. */
const DEEPEST = 64;

/**
 * Takes a name apart. `INBOX.INBOX.x` below the prefix `INBOX.` gives `INBOX`, `x`: left by tools that put the prefix twice.
 */
export function splitName(mailbox: Pick<ListedMailbox, 'name' | 'delimiter'>, namespace: Namespace): MailboxPath {
  const { name } = mailbox;
  if (isInbox(name)) return { personal: true, components: ['INBOX'] };
  const { prefix } = namespace;
  const below = prefix !== '' && name.length > prefix.length && startsWithPrefix(name, prefix);
  const rest = below ? name.slice(prefix.length) : name;
  const [first = '', ...others] = splitAt(rest, mailbox.delimiter ?? namespace.delimiter);
  return { personal: below || prefix === '', components: [isInbox(first) ? 'INBOX' : first, ...others] };
}

/** Whether everything of a server's personal namespace is below INBOX, as on Courier and older Cyrus. */
export function isBelowInbox(namespace: Namespace): boolean {
  const { prefix, delimiter } = namespace;
  return delimiter !== null && prefix.endsWith(delimiter) && isInbox(prefix.slice(0, -delimiter.length));
}

function startsWithPrefix(name: string, prefix: string): boolean {
  // The part of the prefix that is INBOX is so in any case.
  const inbox = 'INBOX'.length;
  return isInbox(prefix.slice(0, inbox)) && isInbox(name.slice(0, inbox))
    ? name.slice(inbox).startsWith(prefix.slice(inbox))
    : name.startsWith(prefix);
}

function splitAt(name: string, delimiter: string | null): string[] {
  if (delimiter === null || delimiter === '') return [name];
  const components = name.split(delimiter);
  if (components.length <= DEEPEST) return components;
  return [...components.slice(0, DEEPEST - 1), components.slice(DEEPEST - 1).join(delimiter)];
}
