import type { AccountFacts } from '../../../shared/model/mailbox.ts';
import { foldName, isInbox } from './fold-name.ts';
import { isSelectable } from './mailbox-role.ts';
import { isCourier } from './server-habits.ts';

/** What names an account takes. Lengths are bytes on the wire, see `wireLength`. */
export interface NameLimits {
  readonly maxComponentBytes: number;
  /** Of the whole name, prefix and delimiters included. */
  readonly maxPathBytes: number;
  /** Components of a name. */
  readonly maxDepth: number;
  /** Characters, besides the delimiter and those no server takes, that a component must not have. */
  readonly forbidden: string;
  /** Characters that a component must not begin with. */
  readonly forbiddenFirst: string;
  /** The same, only for the first component. */
  readonly forbiddenFirstAtTop: string;
  /** Whether letters beyond ASCII are refused. */
  readonly asciiOnly: boolean;
  /** Whether characters beyond the basic plane, such as emoji, cannot stand in a name. */
  readonly bmpOnly: boolean;
  /** Whether the server cuts spaces off the ends of a component without a word. */
  readonly cutsSpaces: boolean;
  /** Whether names are known to be two that differ in case or in spaces at the ends only. Nothing announces it (RFC 9051 5.1). */
  readonly tellsApart: boolean;
  /** Names the server keeps for itself, at any level, as written. */
  readonly reserved: readonly string[];
  /** The same, only for the first component. */
  readonly reservedAtTop: readonly string[];
}

/**
 * What nearly every server takes. Maildir++ keeps a whole path in one file name of 255 bytes, other file systems a component;
 * both need some room for what servers add. Stalwart takes ten levels. No character is given up before a server has refused it.
 */
export const SAFE_LIMITS: NameLimits = {
  maxComponentBytes: 200,
  maxPathBytes: 230,
  maxDepth: 10,
  forbidden: '',
  forbiddenFirst: '',
  forbiddenFirstAtTop: '',
  asciiOnly: false,
  bmpOnly: false,
  cutsSpaces: false,
  tellsApart: false,
  reserved: [],
  reservedAtTop: [],
};

/** What is known to differ, by the name a server gives itself (RFC 2971) or by what only it has. */
const BY_SERVER: readonly (readonly [(facts: AccountFacts) => boolean, Partial<NameLimits>])[] = [
  [
    // Seen with Dovecot 2.3, Maildir and mdbox alike: a `~` at the very beginning is refused. Maildir with LAYOUT=fs and dbox keep their own
    // folders beside those of people, and Maildir with LAYOUT=fs a file: a mailbox in its place makes every SUBSCRIBE fail. Its limit is 20
    // levels.
    called(/dovecot/i),
    {
      maxDepth: 16,
      forbiddenFirstAtTop: '~',
      tellsApart: true,
      reserved: ['cur', 'new', 'tmp', 'dbox-Mails'],
      reservedAtTop: ['subscriptions'],
    },
  ],
  [
    // Seen with Cyrus 3.6: `NO Invalid mailbox name` for these.
    called(/cyrus/i),
    { reservedAtTop: ['user', 'Other Users', 'Shared Folders'], forbidden: '!"%/;<>\\`{|}', tellsApart: true },
  ],
  [
    // Seen with Courier 5: it refuses no other character. But it makes a mailbox with an emoji, and from then on ends the connection of
    // everybody who lists without UTF8=ACCEPT.
    isCourier,
    { forbidden: '/', bmpOnly: true, tellsApart: true },
  ],
  // `Files` is a hidden folder of attachments; names there are one whatever their case.
  [called(/microsoft|exchange/i), { reservedAtTop: ['Files', 'files', 'FILES'] }],
  // 128 characters for a component, and a colon separates the mounted mailboxes of others. From MailItem.validateItemName in its source.
  [called(/zimbra/i), { maxComponentBytes: 120, forbidden: ':"', cutsSpaces: true }],
  // From validate_mailbox_create in its source.
  [called(/stalwart/i), { cutsSpaces: true }],
];

function called(name: RegExp): (facts: AccountFacts) => boolean {
  return ({ serverName }) => name.test(serverName ?? '');
}

/** The limits of an account, from what it told about itself and what it was seen to do. Where nobody knows, the safe ones. */
export function limitsOf(facts: AccountFacts): NameLimits {
  const known = BY_SERVER.find(([is]) => is(facts))?.[1] ?? {};
  const gmail = facts.capabilities.has('X-GM-EXT-1') ? { reservedAtTop: ['[Gmail]', '[Google Mail]'] } : {};
  const forbidden = (known.forbidden ?? '') + hiddenSeparator(facts) + otherSeparator(facts) + innerSeparator(facts);
  return {
    ...SAFE_LIMITS,
    ...known,
    ...gmail,
    ...asSeen(facts, forbidden, known.forbiddenFirstAtTop ?? ''),
    asciiOnly: facts.seenNames?.letters === false,
    tellsApart: known.tellsApart === true || showsTwo(facts.mailboxes),
  };
}

/** Two spellings that an account has side by side, it tells apart; but INBOX is one in any case. */
function showsTwo(mailboxes: AccountFacts['mailboxes']): boolean {
  const there = mailboxes.filter((one) => isSelectable(one) && !isInbox(one.name));
  const names = new Set(there.map(({ name }) => name));
  return new Set([...names].map((name) => foldName(name))).size < names.size;
}

/**
 * The limits for the moment when a server has refused a name that the plan thought it would take: without what some server or other has
 * reasons to refuse, LIST's wildcards, what must be escaped in a quoted string, and what means another place on some systems.
 */
export function cautiousLimits(limits: NameLimits): NameLimits {
  return { ...limits, forbidden: `${limits.forbidden}*%"\\/`, forbiddenFirst: '~#', cutsSpaces: true };
}

/** What was tried counts more than what is known of such servers. */
function asSeen(
  { seenNames }: AccountFacts,
  forbidden: string,
  first: string,
): Pick<NameLimits, 'forbidden' | 'forbiddenFirstAtTop'> {
  const { taken = '', refused = '' } = seenNames?.characters ?? {};
  const tilde = seenNames?.tilde ?? null;
  const left = [...forbidden].filter((character) => !taken.includes(character)).join('');
  return { forbidden: left + refused, forbiddenFirstAtTop: tilde === null ? first : tilde ? '' : '~' };
}

/**
 * Dovecot shows `/` as the delimiter while Maildir++ below keeps `.` for itself and refuses it in names: the usual set-up of small
 * hosts. Nothing announces this, but one mailbox with a dot in its name proves the contrary, or one that was tried.
 */
function hiddenSeparator(facts: AccountFacts): string {
  const seen = facts.seenNames?.dot ?? null;
  if (seen !== null) return seen ? '' : '.';
  return facts.namespace.delimiter === '/' ? unlessShown(facts, '.') : '';
}

/** Where Dovecot shows another delimiter, every layout refuses `/` (seen with Dovecot 2.3), unless its plugin listescape is at work. */
function otherSeparator(facts: AccountFacts): string {
  return facts.namespace.delimiter === '/' ? '' : unlessShown(facts, '/');
}

function unlessShown({ serverName, mailboxes }: AccountFacts, character: string): string {
  const isSuspect = /dovecot/i.test(serverName ?? '') && !mailboxes.some(({ name }) => name.includes(character));
  return isSuspect ? character : '';
}

/** Where Cyrus shows `/` (unixhierarchysep), `^` stands for a dot inside, and is refused (seen with Cyrus 3.6). */
function innerSeparator({ serverName, namespace }: AccountFacts): string {
  return /cyrus/i.test(serverName ?? '') && namespace.delimiter === '/' ? '^' : '';
}
