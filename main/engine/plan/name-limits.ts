import type { AccountFacts } from '../../../shared/model/mailbox.ts';

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
  reserved: [],
  reservedAtTop: [],
};

/** What is known to differ, by the name the server gives itself (RFC 2971). */
const BY_SERVER: readonly (readonly [RegExp, Partial<NameLimits>])[] = [
  // Maildir with LAYOUT=fs and dbox keep their own folders beside those of people. Its limit is 20 levels.
  [/dovecot/i, { maxDepth: 16, reserved: ['cur', 'new', 'tmp', 'dbox-Mails'] }],
  [/cyrus/i, { reservedAtTop: ['user', 'Other Users', 'Shared Folders'] }],
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
    forbidden: (known.forbidden ?? '') + hiddenSeparator(facts),
    asciiOnly: facts.seenNames?.letters === false,
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
