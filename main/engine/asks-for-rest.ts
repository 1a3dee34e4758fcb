import { MailError, type MailErrorFacts } from './mail-error.ts';

/**
 * Whether a server asks to be left alone by everybody who uses the account: by its words, or by the time it tells. One that is merely out of
 * service, and says no time, may be so for one mailbox only.
 */
export function asksForRest({ kind, when, wide, retryAfterMs }: MailErrorFacts): boolean {
  if (when !== 'later' || wide === 'message' || wide === 'mailbox') return false;
  if (kind === 'throttled' || kind === 'limit' || kind === 'too-many-connections') return true;
  return kind === 'unavailable' && retryAfterMs !== undefined;
}

/** The same of anything thrown. */
export function isPlea(error: unknown): error is MailError {
  return error instanceof MailError && asksForRest(error.facts);
}
