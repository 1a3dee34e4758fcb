import type { Meaning } from './answer-table.ts';

/** A row matches an error whose code is one of `codes` or matches `pattern`. */
export interface ConnectionErrorRow extends Meaning {
  readonly codes?: readonly string[];
  readonly pattern?: RegExp;
}

const never = { when: 'never', wide: 'account' } as const;
const later = { when: 'later', wide: 'account' } as const;

/** From error codes of the system (libuv), TLS (OpenSSL, Node), imapflow and our own to what they mean. */
export const CONNECTION_ERROR_TABLE: readonly ConnectionErrorRow[] = [
  { codes: ['ENOTFOUND', 'EAI_NONAME', 'EAI_NODATA', 'EAI_FAIL'], kind: 'host-unknown', ...never },
  { codes: ['EAI_AGAIN', 'ENETUNREACH', 'ENETDOWN', 'ENONET'], kind: 'offline', when: 'later', wide: 'everything' },
  { codes: ['EHOSTUNREACH', 'EHOSTDOWN', 'EADDRNOTAVAIL', 'ETIMEDOUT', 'CONNECT_TIMEOUT'], kind: 'offline', ...later },
  { codes: ['ECONNREFUSED', 'EACCES', 'EPERM'], kind: 'connection-refused', ...later },
  { codes: ['TLS_NOT_OFFERED', 'NOT_ENCRYPTED'], kind: 'tls-not-offered', ...never },
  { codes: ['PREAUTH', 'NOT_SIGNED_IN'], kind: 'preauth', ...never },
  { codes: ['NOT_IMAP'], kind: 'not-imap', ...never },
  {
    codes: ['GREETING_TIMEOUT', 'UPGRADE_TIMEOUT', 'SIGN_IN_TIMEOUT', 'SILENCE', 'ETIMEOUT'],
    kind: 'silence',
    ...later,
  },
  // What it cannot assign to a command it often never answers.
  { codes: ['UNTAGGED_BAD'], kind: 'refused', ...later },
  {
    pattern:
      /^(?:CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|HOSTNAME_MISMATCH|ERR_TLS_CERT_|UNSPECIFIED$)/,
    kind: 'certificate',
    ...never,
  },
  { pattern: /^(?:EPROTO|STARTTLS_INJECTION|ERR_SSL_|ERR_TLS_|ERR_OSSL_)/, kind: 'tls-failed', ...never },
  { codes: ['LiteralTooLarge'], kind: 'too-big', when: 'never', wide: 'message' },
  {
    pattern: /^(?:ParserError|LineTooLarge|ResponseTooLarge|UnexpectedTag|InvalidResponse|ResponseProcessing)/,
    kind: 'protocol',
    ...later,
  },
  { codes: ['TOO_MANY_MAILBOXES'], kind: 'too-many-mailboxes', ...never },
  // Parentheses without end: imapflow's parser.
  { codes: ['MAX_IMAP_NESTING_REACHED'], kind: 'protocol', ...later },
  { codes: ['BAD_RESPONSE'], kind: 'protocol', ...later },
  // What imapflow refuses to write: no such text can be a command.
  {
    codes: ['InvalidStringValue', 'InvalidTokenValue', 'InvalidSequenceSet'],
    kind: 'protocol',
    when: 'never',
    wide: 'mailbox',
  },
  // ECONNRESET, EPIPE, NoConnection, EConnectionClosed, StateLogout, ClosedAfterConnect…, and whatever else ends a connection.
  { pattern: /^/, kind: 'connection-lost', when: 'now', wide: 'account' },
];
