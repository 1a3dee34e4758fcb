import type { AccountFacts, ListedMailbox, MailboxRole } from '../../../shared/model/mailbox.ts';
import { compareNames } from '../plan/fold-name.ts';
import { splitName } from '../plan/mailbox-path.ts';
import { assignRoles, isGmailContainer, isSelectable } from '../plan/mailbox-role.ts';

/** A mailbox of a Gmail account that shows the messages of one label. */
export interface LabelFolder {
  readonly mailbox: ListedMailbox;
  /** As X-GM-LABELS tells it, see {@link labelKey}. */
  readonly label: string;
  readonly role: MailboxRole | null;
}

/** A Gmail account whose messages can be read once each. */
export interface LabelSource {
  /** The mailbox that lists every message once. */
  readonly allMail: ListedMailbox;
  /** In the order in which a message with several labels is at home: see {@link labelSource}. */
  readonly folders: readonly LabelFolder[];
  /** Mailboxes that show chats: no mail, and nothing another server could hold. */
  readonly chats: ReadonlySet<string>;
}

const SYSTEM_LABELS: Partial<Record<MailboxRole, string>> = {
  inbox: '\\inbox',
  sent: '\\sent',
  drafts: '\\draft',
  flagged: '\\starred',
  important: '\\important',
};

/** Roles before the person's own labels, and behind them what says something about a message rather than where it is. */
const RANKS: Partial<Record<MailboxRole, number>> = { inbox: 0, sent: 1, drafts: 2, flagged: 4, important: 5 };
const OWN_LABEL = 3;

/** In Gmail's container; the name is localised, these are the languages known. What is not recognised is an empty folder at worst. */
const CHATS = new Set([
  'chats',
  'chat',
  'tous les chats',
  'bate-papos',
  'chattar',
  'czaty',
  'чаты',
  'チャット',
  '聊天',
]);

/** Whether a source speaks Gmail's extensions. */
export function isGmail({ capabilities }: Pick<AccountFacts, 'capabilities'>): boolean {
  return capabilities.has('X-GM-EXT-1');
}

/** System labels in one spelling; others as they are. */
export function labelKey(label: string): string {
  if (!label.startsWith('\\')) return label;
  const lower = label.toLowerCase();
  return lower === '\\drafts' ? '\\draft' : lower;
}

/**
 * What is needed to read every message of a Gmail account once; null for other servers, and where "All Mail" is not shown in IMAP.
 * A message is at home in Inbox, else Sent, else Drafts, else in its most specific label: the deepest, then the longest, then by name.
 */
export function labelSource(facts: AccountFacts): LabelSource | null {
  if (!isGmail(facts)) return null;
  const roles = assignRoles(facts);
  const allMail = facts.mailboxes.find(({ name, status }) => roles.get(name) === 'all' && status !== null);
  if (!allMail) return null;
  const chats = new Set(facts.mailboxes.filter((mailbox) => isChats(mailbox, facts, roles)).map(({ name }) => name));
  const folders = facts.mailboxes
    .filter((mailbox) => isSelectable(mailbox) && !chats.has(mailbox.name))
    .flatMap((mailbox): LabelFolder[] => {
      const role = roles.get(mailbox.name) ?? null;
      if (role === 'all' || role === 'junk' || role === 'trash') return [];
      return [{ mailbox, role, label: (role === null ? undefined : SYSTEM_LABELS[role]) ?? mailbox.name }];
    });
  return { allMail, folders: folders.sort(byHome(facts)), chats };
}

function byHome(facts: AccountFacts): (one: LabelFolder, other: LabelFolder) => number {
  const rank = ({ role }: LabelFolder): number => (role === null ? undefined : RANKS[role]) ?? OWN_LABEL;
  const depth = ({ mailbox }: LabelFolder): number => splitName(mailbox, facts.namespace).components.length;
  return (one, other) =>
    rank(one) - rank(other) ||
    depth(other) - depth(one) ||
    other.mailbox.name.length - one.mailbox.name.length ||
    compareNames(one.mailbox.name, other.mailbox.name);
}

function isChats(mailbox: ListedMailbox, facts: AccountFacts, roles: ReadonlyMap<string, MailboxRole>): boolean {
  return isChatsName(splitName(mailbox, facts.namespace).components) && !roles.has(mailbox.name);
}

/** Whether a mailbox in Gmail's container is called as one that shows chats is. @param components of its name */
export function isChatsName(components: readonly string[]): boolean {
  const [container = '', name = ''] = components;
  return components.length === 2 && isGmailContainer(container) && CHATS.has(name.toLowerCase());
}
