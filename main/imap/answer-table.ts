import type { MailErrorKind, Side, When, Width } from '../../shared/model/problem.ts';

/** What was going on when the server answered. `BYE` stands for an answer to nothing in particular. */
export type Occasion =
  | 'SIGN-IN'
  | 'LIST'
  | 'STATUS'
  | 'OPEN'
  | 'FETCH'
  | 'CREATE'
  | 'DELETE'
  | 'SUBSCRIBE'
  | 'APPEND'
  | 'COPY'
  | 'STORE'
  | 'BYE';

/** What an answer means. */
export interface Meaning {
  readonly kind: MailErrorKind;
  readonly when: When;
  readonly wide: Width;
}

/** A row matches when everything it names matches; the first that does counts. */
export interface AnswerRow extends Meaning {
  readonly code?: string;
  readonly text?: RegExp;
  readonly on?: readonly Occasion[];
  readonly side?: Side;
}

const throttled: Meaning = { kind: 'throttled', when: 'later', wide: 'account' };
const tooMany: Meaning = { kind: 'too-many-connections', when: 'later', wide: 'account' };
const unavailable: Meaning = { kind: 'unavailable', when: 'later', wide: 'account' };
const signInRefused: Meaning = { kind: 'sign-in-refused', when: 'never', wide: 'account' };
const overQuota: Meaning = { kind: 'over-quota', when: 'later', wide: 'account' };
const tooBig: Meaning = { kind: 'too-big', when: 'never', wide: 'message' };
const noSuchMailbox: Meaning = { kind: 'no-such-mailbox', when: 'never', wide: 'mailbox' };
const alreadyExists: Meaning = { kind: 'already-exists', when: 'never', wide: 'mailbox' };
const noPermission: Meaning = { kind: 'no-permission', when: 'never', wide: 'mailbox' };
const nameRefused: Meaning = { kind: 'name-refused', when: 'never', wide: 'mailbox' };
const oneUnavailable: Meaning = { kind: 'unavailable', when: 'later', wide: 'message' };
const messageRefused: Meaning = { kind: 'message-refused', when: 'never', wide: 'message' };

/** Texts that say more than, or something else than, the code they come with. */
const BY_TEXT: readonly AnswerRow[] = [
  { text: /request is throttled|backoff time/i, ...throttled }, // Microsoft
  { text: /lockdown in sector|account (?:is )?in lockdown/i, ...throttled }, // Gmail, up to a day
  { text: /too many (?:\w+ ){0,3}connections|maximum number of connections/i, ...tooMany }, // Gmail, iCloud, Dovecot
  // A lock-out after wrong passwords, which every further try makes longer (GMX and others), whatever the code says.
  { text: /too many (?:\w+ ){0,3}(?:attempts|failures|logins)/i, on: ['SIGN-IN'], ...signInRefused },
  { text: /command or bandwidth limits|bandwidth limit/i, ...throttled }, // Gmail, with OVERQUOTA or ALERT, on either side
  { text: /rate limit|too many requests|too many commands/i, ...throttled }, // Yahoo, with LIMIT
  // Microsoft: IMAP is off, no mailbox, or another person's; but sometimes it passes within seconds.
  { text: /user is authenticated but not connected/i, ...signInRefused, when: 'later' },
  // The account is at fault, whatever else the words say of time.
  {
    text: /account\b.{0,40}\b(?:locked|suspended|disabled|blocked|deactivated)|temporarily (?:locked|suspended|blocked)/i,
    on: ['SIGN-IN'],
    ...signInRefused,
  },
  // Of servers whose users, not passwords, are out of reach; some add the code for a wrong password.
  {
    text: /temporary (?:authentication|system|login|internal) (?:failure|problem|error)|internal authentication (?:failure|error)|temporarily unavailable|server unavailable|server (?:is )?busy/i,
    on: ['SIGN-IN'],
    ...unavailable,
  }, // Dovecot, Gmail, Exchange
  { text: /session expired/i, kind: 'bye', when: 'now', wide: 'account' }, // Gmail, after a day or when a token ends
  { text: /maximum size of appendable message/i, ...tooBig }, // Microsoft
  { text: /maximum message size exceeded/i, ...tooBig }, // Zimbra
  { text: /(?:message|mail|literal)\b.{0,40}\btoo (?:large|big|long)/i, ...tooBig },
];

/**
 * A FETCH that is refused for no reason that concerns the whole account may have been for one message among many (Yahoo, Exchange): the
 * engine asks for fewer until it knows.
 */
const OF_FETCH: readonly AnswerRow[] = [
  { text: /^service temporarily unavailable/i, on: ['FETCH'], ...unavailable }, // iCloud, when it wants patience
  // Known to be one message: no need to wait before asking for fewer.
  { text: /server error - please try again later/i, on: ['FETCH'], ...oneUnavailable, when: 'now' }, // Yahoo
  { code: 'UNAVAILABLE', on: ['FETCH'], ...oneUnavailable },
  { code: 'SERVERBUG', on: ['FETCH'], ...oneUnavailable },
  { code: 'CORRUPTION', on: ['FETCH'], ...oneUnavailable },
  { code: 'CANNOT', on: ['FETCH'], ...oneUnavailable },
  {
    text: /server error|temporarily unavailable|server unavailable|try again later/i,
    on: ['FETCH'],
    ...oneUnavailable,
  },
];

/** Response codes (RFC 9051 7.1, RFC 5530, RFC 9208, RFC 4469, RFC 6154). */
const BY_CODE: readonly AnswerRow[] = [
  { code: 'OVERQUOTA', side: 'source', ...throttled }, // A source needs no room: this is bandwidth
  { code: 'OVERQUOTA', on: ['SIGN-IN', 'LIST', 'STATUS', 'OPEN', 'FETCH'], ...throttled }, // Neither does looking
  { code: 'THROTTLED', ...throttled },
  { code: 'X-THROTTLED', ...throttled },
  { code: 'RATELIMIT', ...throttled },
  { code: 'OVERQUOTA', ...overQuota },
  { code: 'UNAVAILABLE', ...unavailable },
  { code: 'AUTHENTICATIONFAILED', ...signInRefused },
  { code: 'AUTHORIZATIONFAILED', ...signInRefused },
  { code: 'EXPIRED', ...signInRefused },
  { code: 'PRIVACYREQUIRED', ...signInRefused },
  { code: 'CONTACTADMIN', on: ['SIGN-IN'], ...signInRefused },
  { code: 'CONTACTADMIN', ...noPermission },
  { code: 'NOPERM', on: ['SIGN-IN'], ...signInRefused },
  { code: 'NOPERM', ...noPermission },
  { code: 'TOOBIG', ...tooBig },
  { code: 'TRYCREATE', kind: 'no-such-mailbox', when: 'now', wide: 'mailbox' },
  { code: 'NONEXISTENT', ...noSuchMailbox },
  { code: 'ALREADYEXISTS', ...alreadyExists },
  { code: 'USEATTR', ...nameRefused },
  { code: 'CANNOT', on: ['CREATE', 'SUBSCRIBE', 'OPEN', 'STATUS'], ...nameRefused },
  { code: 'CANNOT', on: ['APPEND', 'COPY'], ...messageRefused },
  { code: 'INUSE', on: ['SIGN-IN'], ...unavailable },
  { code: 'INUSE', kind: 'unavailable', when: 'later', wide: 'mailbox' },
  { code: 'LIMIT', on: ['SIGN-IN', 'BYE'], ...tooMany },
  { code: 'LIMIT', on: ['CREATE'], kind: 'limit', when: 'never', wide: 'mailbox' },
  // For example too many flags on one message (RFC 5530 3): the others of the batch are not to blame.
  { code: 'LIMIT', on: ['APPEND', 'COPY'], kind: 'limit', when: 'never', wide: 'message' },
  { code: 'LIMIT', kind: 'limit', when: 'later', wide: 'account' },
  { code: 'MESSAGELIMIT', kind: 'limit', when: 'now', wide: 'mailbox' },
  { code: 'SERVERBUG', on: ['SIGN-IN', 'BYE'], ...unavailable },
  { code: 'SERVERBUG', kind: 'unavailable', when: 'later', wide: 'mailbox' },
  { code: 'CORRUPTION', kind: 'unavailable', when: 'never', wide: 'mailbox' },
  { code: 'CLIENTBUG', on: ['APPEND', 'COPY'], ...messageRefused },
  { code: 'CLIENTBUG', kind: 'protocol', when: 'never', wide: 'mailbox' },
];

/** Texts of servers that send no code. */
const WITHOUT_CODE: readonly AnswerRow[] = [
  { text: /temporarily unavailable|server unavailable|try again later|shutting down/i, ...unavailable }, // iCloud, Exchange
  {
    text: /quota|(?:disk|mailbox|storage) (?:is )?full|no space left/i,
    on: ['APPEND', 'COPY', 'CREATE'],
    ...overQuota,
  },
  {
    text: /permission denied|access denied|not permitted|read-only/i,
    on: ['CREATE', 'APPEND', 'COPY', 'SUBSCRIBE', 'OPEN', 'STATUS'],
    ...noPermission,
  },
  { text: /already exists|mailbox exists/i, on: ['CREATE'], ...alreadyExists },
  {
    text: /(?:doesn't|does not|not) exist|no such (?:mailbox|folder)|unknown mailbox|mailbox not found/i,
    ...noSuchMailbox,
  },
];

/** When nothing says more: what a refusal of this command amounts to. */
const BY_OCCASION: readonly AnswerRow[] = [
  { on: ['SIGN-IN'], ...signInRefused },
  { on: ['BYE'], kind: 'bye', when: 'now', wide: 'account' },
  { on: ['APPEND', 'COPY'], ...messageRefused },
  { on: ['CREATE'], ...nameRefused },
  { on: ['DELETE'], ...noPermission },
  { on: ['FETCH'], kind: 'refused', when: 'later', wide: 'message' },
  { on: ['LIST'], kind: 'refused', when: 'later', wide: 'account' },
  { kind: 'refused', when: 'never', wide: 'mailbox' },
];

/** From what a server answers to what it means, most telling first. */
export const ANSWER_TABLE: readonly AnswerRow[] = [
  ...BY_TEXT,
  ...OF_FETCH,
  ...BY_CODE,
  ...WITHOUT_CODE,
  ...BY_OCCASION,
];
