import type { AccountFacts } from '../../../shared/model/mailbox.ts';
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
  /** Whether letters beyond ASCII are refused. */
  readonly asciiOnly: boolean;
  /** Whether characters beyond the basic plane, such as emoji, cannot stand in a name. */
  readonly bmpOnly: boolean;
  /** Names the server keeps for itself, at any level, as written. */
  readonly reserved: readonly string[];
  /** The same, only for the first component. */
  readonly reservedAtTop: readonly string[];
}

/**
 * What nearly every server takes. Maildir++ keeps a whole path in one file name of 255 bytes, other file systems a component;
 * both need some room for what servers add. Stalwart takes ten levels.
 */
export const SAFE_LIMITS: NameLimits = {
  maxComponentBytes: 200,
  maxPathBytes: 230,
  maxDepth: 10,
  forbidden: '',
  asciiOnly: false,
  bmpOnly: false,
  reserved: [],
  reservedAtTop: [],
};

/** What is known to differ, by the name the server gives itself (RFC 2971). */
const BY_SERVER: readonly (readonly [RegExp, Partial<NameLimits>])[] = [
  // Maildir with LAYOUT=fs and dbox keep their own folders beside those of people. Its limit is 20 levels.
  [/dovecot/i, { maxDepth: 16, reserved: ['cur', 'new', 'tmp', 'dbox-Mails'] }],
  // Seen with Cyrus 3.6: `NO Invalid mailbox name` for these (besides what no server takes).
  [/cyrus/i, { reservedAtTop: ['user', 'Other Users', 'Shared Folders'], forbidden: '!;<>`{|}' }],
  // `Files` is a hidden folder of attachments; names there are one whatever their case.
  [/microsoft|exchange/i, { reservedAtTop: ['Files', 'files', 'FILES'] }],
  // 128 characters for a component, and a colon separates the mounted mailboxes of others.
  [/zimbra/i, { maxComponentBytes: 120, forbidden: ':' }],
];

/** The limits of an account, from what it told about itself. Where it told nothing, the safe ones. */
export function limitsOf(facts: AccountFacts): NameLimits {
  const known = BY_SERVER.find(([server]) => server.test(facts.serverName ?? ''))?.[1] ?? {};
  const gmail = facts.capabilities.has('X-GM-EXT-1') ? { reservedAtTop: ['[Gmail]', '[Google Mail]'] } : {};
  return {
    ...SAFE_LIMITS,
    ...known,
    ...gmail,
    forbidden: (known.forbidden ?? '') + hiddenSeparator(facts) + innerSeparator(facts),
    asciiOnly: facts.seenNames?.letters === false,
    // Seen with Courier 5: it makes such a mailbox, and from then on ends the connection of everybody who lists without UTF8=ACCEPT.
    bmpOnly: isCourier(facts),
  };
}

/**
 * Dovecot shows `/` as the delimiter while Maildir++ below keeps `.` for itself and refuses it in names: the usual set-up of small
 * hosts. Nothing announces this, but one mailbox with a dot in its name proves the contrary, or one that was tried.
 */
function hiddenSeparator(facts: AccountFacts): string {
  const seen = facts.seenNames?.dot ?? null;
  if (seen !== null) return seen ? '' : '.';
  const suspect = /dovecot/i.test(facts.serverName ?? '') && facts.namespace.delimiter === '/';
  return suspect && !facts.mailboxes.some((mailbox) => mailbox.name.includes('.')) ? '.' : '';
}

/** Where Cyrus shows `/` (unixhierarchysep), `^` stands for a dot inside, and is refused (seen with Cyrus 3.6). */
function innerSeparator({ serverName, namespace }: AccountFacts): string {
  return /cyrus/i.test(serverName ?? '') && namespace.delimiter === '/' ? '^' : '';
}
