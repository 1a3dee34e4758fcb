/** What we find wrong ourselves, beside imapflow's own codes. */
export type WireErrorCode =
  | 'TLS_NOT_OFFERED'
  | 'PREAUTH'
  | 'NOT_IMAP'
  | 'NOT_ENCRYPTED'
  | 'NOT_SIGNED_IN'
  | 'NO_MECHANISM'
  | 'CLOSED'
  | 'SIGN_IN_TIMEOUT'
  | 'TOO_MANY_MAILBOXES'
  | 'BAD_RESPONSE';

/** An error of the connection with a code, as Node's and imapflow's errors have one. */
export class WireError extends Error {
  readonly code: WireErrorCode;

  constructor(code: WireErrorCode, message: string = code) {
    super(message);
    this.name = 'WireError';
    this.code = code;
  }
}
