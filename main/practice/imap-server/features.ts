/** What the server offers. Everything can be switched, so that one server plays many. */
export interface ServerFeatures {
  /** Plain listener only: offer STARTTLS (RFC 9051 6.2.1). */
  readonly starttls: boolean;
  /** Refuse LOGIN and AUTHENTICATE before TLS, and say so. */
  readonly loginDisabled: boolean;
  /** How one signs in: with the password, or with a token and nothing else (AUTH=XOAUTH2). */
  readonly signIn: 'password' | 'token';
  readonly saslIr: boolean;
  readonly id: boolean;
  readonly enable: boolean;
  readonly namespace: boolean;
  /** Non-synchronising literals of any size, of at most 4,096 bytes, or none (RFC 7888). */
  readonly literal: 'LITERAL+' | 'LITERAL-' | null;
  readonly uidplus: boolean;
  readonly multiappend: boolean;
  readonly specialUse: boolean;
  readonly createSpecialUse: boolean;
  readonly listExtended: boolean;
  readonly listStatus: boolean;
  readonly statusSize: boolean;
  readonly condstore: boolean;
  readonly unselect: boolean;
  readonly move: boolean;
  readonly idle: boolean;
  readonly utf8Accept: boolean;
  readonly imap4rev2: boolean;
  /** Storage limit in bytes (RFC 9208), or null for none and no QUOTA. */
  readonly quota: number | null;
  /** Largest message APPEND takes in bytes (RFC 7889), or null for none told. */
  readonly appendLimit: number | null;
  /** Gmail's message numbers and labels (X-GM-EXT-1), as far as reading them goes. */
  readonly gmail: boolean;
  /** Messages one FETCH answers at most, the newest first (RFC 9738), or null for any number. */
  readonly messageLimit: number | null;
  /** More names for CAPABILITY. They are only said: nothing here depends on them. */
  readonly more: readonly string[];
}

/** A modern, generous server: about what Dovecot offers. */
export const DEFAULT_FEATURES: ServerFeatures = {
  starttls: true,
  loginDisabled: true,
  signIn: 'password',
  saslIr: true,
  id: true,
  enable: true,
  namespace: true,
  literal: 'LITERAL+',
  uidplus: true,
  multiappend: true,
  specialUse: true,
  createSpecialUse: true,
  listExtended: true,
  listStatus: true,
  statusSize: true,
  condstore: true,
  unselect: true,
  move: true,
  idle: true,
  utf8Accept: false,
  imap4rev2: false,
  quota: null,
  appendLimit: null,
  gmail: false,
  messageLimit: null,
  more: [],
};

/** Nothing but RFC 3501. */
export const BARE_FEATURES: ServerFeatures = {
  ...DEFAULT_FEATURES,
  saslIr: false,
  id: false,
  enable: false,
  namespace: false,
  literal: null,
  uidplus: false,
  multiappend: false,
  specialUse: false,
  createSpecialUse: false,
  listExtended: false,
  listStatus: false,
  statusSize: false,
  condstore: false,
  unselect: false,
  move: false,
  idle: false,
};

/** How a server treats mailbox names, keywords and connections. */
export interface ServerRules {
  /** Hierarchy delimiter; null for flat names. */
  readonly delimiter: string | null;
  /** Start of every personal name but INBOX: empty, or for example `INBOX.`. */
  readonly prefix: string;
  /** Characters refused in names by CREATE and RENAME. */
  readonly forbidden: string;
  /** Longest name in bytes, as on the wire in modified UTF-7. */
  readonly maxNameBytes: number;
  readonly caseInsensitive: boolean;
  /** Names CREATE refuses, in any case. */
  readonly reserved: readonly string[];
  /** False: PERMANENTFLAGS comes without `\*`, and new keywords are dropped. */
  readonly newKeywords: boolean;
  /** Different keywords per mailbox; more are dropped, as Dovecot's Maildir does after 26. */
  readonly maxKeywords: number;
  readonly maxConnections: number;
  /** How one more is refused: BYE as greeting, or `NO [LIMIT]` to the sign-in. */
  readonly overLimit: 'BYE' | 'NO';
}

export const DEFAULT_RULES: ServerRules = {
  delimiter: '/',
  prefix: '',
  forbidden: '',
  maxNameBytes: 1_000,
  caseInsensitive: false,
  reserved: [],
  newKeywords: true,
  maxKeywords: Number.POSITIVE_INFINITY,
  maxConnections: Number.POSITIVE_INFINITY,
  overLimit: 'BYE',
};
