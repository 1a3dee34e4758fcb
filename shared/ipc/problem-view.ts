import { certificateComparison } from './certificate-view.ts';
import { shortText, side } from './fields.ts';
import { z } from './zod-without-eval.ts';

/** Why a sign-in was turned down, as far as the server's words tell; see sign-in-refusal.ts. */
const signInRefusal = z.enum([
  'wrong-password',
  'app-password-needed',
  'imap-off',
  'web-login-needed',
  'account-locked',
  'ask-the-host',
  'blocked-by-rule',
  'too-many-tries',
  'not-connected',
  'consent-needed',
  'password-sign-in-off',
  'expired',
]);

/** What is wrong with a certificate; see certificate-problem.ts. */
const certificateProblem = z.enum([
  'wrong-name',
  'expired',
  'not-yet-valid',
  'self-signed',
  'unknown-authority',
  'revoked',
  'weak',
  'changed',
  'other',
]);

const mailErrorKind = z.enum([
  'host-unknown',
  'connection-refused',
  'offline',
  'tls-not-offered',
  'tls-failed',
  'certificate',
  'not-imap',
  'too-many-mailboxes',
  'preauth',
  'sign-in-refused',
  'connection-lost',
  'silence',
  'bye',
  'throttled',
  'too-many-connections',
  'unavailable',
  'over-quota',
  'too-big',
  'no-such-mailbox',
  'already-exists',
  'no-permission',
  'name-refused',
  'message-refused',
  'limit',
  'refused',
  'protocol',
]);

/** What can stop a move or a step of the wizard. */
export const problemKind = z.enum([
  ...mailErrorKind.options,
  /** The password is not known any more: it was never kept, or somebody removed it. */
  'password-missing',
  /** The person or their provider said no in the browser. */
  'oauth-denied',
  /** Nobody answered in the browser for some minutes. */
  'oauth-timed-out',
  /** The browser came back with something that is no answer to our question. */
  'oauth-failed',
  /** This provider lets programs in through the browser only, or as well, and Homing is not registered there. */
  'oauth-not-configured',
  /** The keychain answers, but not with what was put there: another desktop, or locked. */
  'keychain-unavailable',
  'journal-damaged',
  'journal-from-newer-version',
  'journal-in-use',
  /** The folder or file cannot be written. */
  'journal-unwritable',
  'disk-full',
  /** A fault of ours. */
  'unexpected',
]);

/** A problem as data: the window makes the words, what it means and the one next step from it. */
export const problemView = z.strictObject({
  kind: problemKind,
  side: side.nullable(),
  host: shortText.nullable(),
  user: shortText.nullable(),
  /** The server's own words, to be quoted. */
  serverText: shortText.nullable(),
  code: shortText.nullable(),
  /** For `sign-in-refused`. */
  refusal: signInRefusal.nullable(),
  /** For `certificate`. */
  certificate: certificateProblem.nullable(),
  /** For `certificate`: what the server showed, if it came to that. */
  certificates: certificateComparison.nullable(),
  /** The provider whose pages help, by its id in the directory. */
  provider: shortText.nullable(),
});

/** What can stop a move or a step of the wizard. */
export type ProblemKind = z.infer<typeof problemKind>;
/** A problem as data. */
export type ProblemView = z.infer<typeof problemView>;
