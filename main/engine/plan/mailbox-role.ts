import type { AccountFacts, ListedMailbox, MailboxRole } from '../../../shared/model/mailbox.ts';
import { compareNames, isInbox } from './fold-name.ts';
import { splitName, type Namespace } from './mailbox-path.ts';
import { roleByName } from './role-names.ts';

/**
 * Special uses of RFC 6154 and RFC 8457, and what XLIST called them. A mailbox may have several: the first here counts,
 * so that an archive that is also marked `\All` is not taken for a view of other mailboxes.
 */
const ATTRIBUTES: readonly (readonly [string, MailboxRole])[] = [
  ['\\sent', 'sent'],
  ['\\drafts', 'drafts'],
  ['\\junk', 'junk'],
  ['\\spam', 'junk'],
  ['\\trash', 'trash'],
  ['\\archive', 'archive'],
  ['\\all', 'all'],
  ['\\allmail', 'all'],
  ['\\flagged', 'flagged'],
  ['\\starred', 'flagged'],
  ['\\important', 'important'],
];

/** Mailboxes that only show messages of others (Gmail); their messages are found there as well. */
export function isVirtual(role: MailboxRole | null): boolean {
  return role === 'all' || role === 'flagged' || role === 'important';
}

/** Whether a mailbox can hold messages at all (RFC 9051 7.3.1). */
export function isSelectable(mailbox: ListedMailbox): boolean {
  return !hasAttribute(mailbox, '\\noselect') && !hasAttribute(mailbox, '\\nonexistent');
}

/** Whether a LIST attribute is there; attributes are case-insensitive. @param attribute in lower case */
export function hasAttribute(mailbox: ListedMailbox, attribute: string): boolean {
  return mailbox.attributes.some((one) => one.toLowerCase() === attribute);
}

/** Gmail keeps its own mailboxes, localised, in a container that means nothing elsewhere. */
export function isGmailContainer(component: string): boolean {
  return component === '[Gmail]' || component === '[Google Mail]';
}

/**
 * What one mailbox is for, by its attributes, else by its name. Two mailboxes may speak of one role: see {@link assignRoles}.
 */
export function roleOf(mailbox: ListedMailbox, namespace: Namespace): MailboxRole | null {
  if (isInbox(mailbox.name)) return 'inbox';
  return isSelectable(mailbox) ? (markedRole(mailbox) ?? roleByPath(mailbox, namespace)) : null;
}

/**
 * Gives each role to at most one mailbox of an account: an attribute counts more than a name, then the shallowest one,
 * then the one other mail programs use first. The answer does not depend on the order of the listing.
 * @returns roles by mailbox name
 */
export function assignRoles(facts: Pick<AccountFacts, 'mailboxes' | 'namespace'>): ReadonlyMap<string, MailboxRole> {
  const candidates = facts.mailboxes.flatMap((mailbox) => {
    const role = roleOf(mailbox, facts.namespace);
    if (role === null) return [];
    const marked = role === 'inbox' ? mailbox.name === 'INBOX' : markedRole(mailbox) !== null;
    const depth = splitName(mailbox, facts.namespace).components.length;
    return [{ name: mailbox.name, role, rank: marked ? 0 : depth }];
  });
  candidates.sort((one, other) => one.rank - other.rank || compareNames(one.name, other.name));
  const byRole = new Map<MailboxRole, string>();
  for (const { name, role } of candidates) if (!byRole.has(role)) byRole.set(role, name);
  return new Map([...byRole].map(([role, name]) => [name, role]));
}

/** The role an attribute gives. */
export function markedRole(mailbox: ListedMailbox): MailboxRole | null {
  return ATTRIBUTES.find(([attribute]) => hasAttribute(mailbox, attribute))?.[1] ?? null;
}

/** The role a name speaks of. Names count at the top, below INBOX and in Gmail's container; `Clients/Sent` is somebody's own. */
export function roleByPath(
  mailbox: Pick<ListedMailbox, 'name' | 'delimiter'>,
  namespace: Namespace,
): MailboxRole | null {
  const { personal, components } = splitName(mailbox, namespace);
  const [first = '', second, ...deeper] = components;
  if (!personal || deeper.length > 0) return null;
  if (second === undefined) return roleByName(first);
  return first === 'INBOX' || isGmailContainer(first) ? roleByName(second) : null;
}
