import { assertNever } from '../../../shared/assert-never.ts';
import { certificateProblem } from '../../../shared/certificate-problem.ts';
import type { CertificateComparison } from '../../../shared/ipc/certificate-view.ts';
import type { ProblemKind, ProblemView } from '../../../shared/ipc/problem-view.ts';
import type { Side } from '../../../shared/model/problem.ts';
import { OauthError } from '../../../shared/oauth-error.ts';
import { shown } from './shown.ts';
import { signInRefusal } from '../../../shared/sign-in-refusal.ts';
import { JournalError, type JournalErrorKind } from '../../engine/journal-error.ts';
import { MailError, type MailErrorFacts } from '../../engine/mail-error.ts';
import { compareCertificates, pinOf } from './account/compare-certificates.ts';
import type { AccountRecord, CertificatePin, MoveRecord } from './move-record.ts';
import type { SecretMissing } from './account/account-access.ts';

const longestServerText = 300;

/** What a problem is told with: a move's accounts, and what it trusts by hand. */
type Accounts = Pick<MoveRecord, 'source' | 'destination' | 'pins'>;

/** An account that has a problem; it may not be a move's yet. */
type Troubled = Pick<AccountRecord, 'address' | 'provider'> &
  Partial<Pick<AccountRecord, 'auth'>> & {
    /** Whether certificates may be trusted by hand there; left out: no. */
    readonly owned?: CertificateComparison['mayTrust'];
    readonly pin?: CertificatePin | null;
  };

/** A problem that no server is to blame for. */
export function plainProblem(kind: ProblemKind, side: Side | null = null): ProblemView {
  return {
    kind,
    side,
    host: null,
    user: null,
    serverText: null,
    code: null,
    refusal: null,
    certificate: null,
    certificates: null,
    provider: null,
  };
}

/** What went wrong with one of a move's accounts, made fit to show. */
export function mailProblem(
  facts: Pick<MailErrorFacts, 'kind' | 'serverText' | 'code' | 'side' | 'certificate'>,
  accounts: Accounts,
): ProblemView {
  const account = facts.side ? accounts[facts.side] : null;
  const troubled = account && {
    ...account,
    owned: account.isOwnServer ? ('yes' as const) : ('no' as const),
    pin: pinOf(accounts, account.address),
  };
  return { ...accountProblem(facts, troubled), side: facts.side ?? null };
}

/** What went wrong with an account that may not be a move's yet. */
export function accountProblem(
  facts: Pick<MailErrorFacts, 'kind' | 'serverText' | 'code' | 'certificate'>,
  account: Troubled | null,
): ProblemView {
  const { kind, serverText = null, code = null, certificate } = facts;
  return {
    kind,
    side: null,
    host: account === null ? null : shown(account.address.host),
    user: account === null ? null : shown(account.address.user),
    serverText: serverText === null ? null : shown(serverText, longestServerText),
    code: code === null ? null : shown(code),
    refusal: kind === 'sign-in-refused' ? refusalOf(serverText, code, account?.auth) : null,
    certificate: kind === 'certificate' ? certificateProblem(code) : null,
    certificates: certificate && account ? comparison(certificate, account) : null,
    provider: account?.provider ?? null,
  };
}

function comparison(
  certificate: NonNullable<MailErrorFacts['certificate']>,
  { address, owned = 'no', pin = null }: Troubled,
): CertificateComparison {
  return compareCertificates(certificate, address, { pin, owned });
}

/** Where there is no password, none can be wrong: a grant has ended. */
function refusalOf(
  serverText: string | null,
  code: string | null,
  auth: AccountRecord['auth'] = 'password',
): ProblemView['refusal'] {
  const refusal = signInRefusal(serverText, code);
  return auth === 'oauth' && refusal === 'wrong-password' ? 'expired' : refusal;
}

const journalProblems: Readonly<Record<JournalErrorKind, ProblemKind>> = {
  busy: 'journal-in-use',
  newer: 'journal-from-newer-version',
  damaged: 'journal-damaged',
  'not-a-journal': 'journal-damaged',
  'disk-full': 'disk-full',
  'read-only': 'journal-unwritable',
  'not-found-folder': 'journal-unwritable',
  unreadable: 'journal-unwritable',
};

/** Any error as a problem; `onFault` hears of those that are ours. */
export function problemOf(error: unknown, accounts: Accounts, onFault: (error: unknown) => void): ProblemView {
  if (error instanceof MailError) return mailProblem(error.facts, accounts);
  if (error instanceof OauthError) return oauthProblem(error, null);
  if (error instanceof JournalError) return plainProblem(journalProblems[error.kind]);
  onFault(error);
  return plainProblem('unexpected');
}

/** Signing in through the browser came to nothing. */
export function oauthProblem(
  error: OauthError,
  account: Pick<AccountRecord, 'address' | 'provider'> | null,
): ProblemView {
  const facts = {
    ...(error.serverText === null ? {} : { serverText: error.serverText }),
    ...(error.code === null ? {} : { code: error.code }),
  };
  const told = (kind: ProblemKind): ProblemView => ({
    ...accountProblem({ kind: 'refused', ...facts }, account),
    kind,
  });
  switch (error.kind) {
    case 'denied':
      return told('oauth-denied');
    case 'timed-out':
      return told('oauth-timed-out');
    case 'not-configured':
      return told('oauth-not-configured');
    case 'wrong-answer':
      return told('oauth-failed');
    case 'unreachable':
      return told('offline');
    case 'cancelled':
      return told('connection-lost');
    case 'consent-needed':
      return { ...told('sign-in-refused'), refusal: 'consent-needed' };
    case 'refused':
      return { ...told('sign-in-refused'), refusal: 'expired' };
    default:
      return assertNever(error.kind);
  }
}

/** The password of one of a move's accounts is not at hand. */
export function secretProblem(error: SecretMissing, accounts: Pick<MoveRecord, 'source' | 'destination'>): ProblemView {
  const account = accounts[error.side];
  return {
    ...plainProblem(error.why === 'missing' ? 'password-missing' : 'keychain-unavailable', error.side),
    host: account === null ? null : shown(account.address.host),
    user: account === null ? null : shown(account.address.user),
    provider: account?.provider ?? null,
  };
}
