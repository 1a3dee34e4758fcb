import { assertNever } from '../../shared/assert-never.ts';
import type { ProblemKind, ProblemView } from '../../shared/ipc/problem-view.ts';
import { providerFamily, type ProviderFamily } from './provider-family.ts';

type Refusal = NonNullable<ProblemView['refusal']>;
type CertificateTrouble = NonNullable<ProblemView['certificate']>;

/** Problems in the words of one provider. */
type FamilyKey =
  | 'google.app-password'
  | 'google.imap-off'
  | 'google.web-login-needed'
  | 'google.throttled'
  | 'apple.app-password'
  | 'yahoo.app-password'
  | 'united.wrong-password'
  | 'united.app-password-needed'
  | 'united.imap-off'
  | 'microsoft.browser-only'
  | 'microsoft.not-connected'
  | 'microsoft.imap-off';

/** The name of a problem's texts: one for each kind, each reason of a refusal, each fault of a certificate, and each provider's own. */
export type ProblemKey =
  Exclude<ProblemKind, 'certificate'> | `refused.${Refusal}` | `certificate.${CertificateTrouble}` | FamilyKey;

/** What is refused elsewhere means something of its own here. */
const refusalsOf: Readonly<Record<ProviderFamily, Readonly<Partial<Record<Refusal, FamilyKey>>>>> = {
  google: {
    'wrong-password': 'google.app-password',
    'app-password-needed': 'google.app-password',
    'password-sign-in-off': 'google.app-password',
    'imap-off': 'google.imap-off',
    'web-login-needed': 'google.web-login-needed',
  },
  apple: {
    'wrong-password': 'apple.app-password',
    'app-password-needed': 'apple.app-password',
    'password-sign-in-off': 'apple.app-password',
  },
  yahoo: {
    'wrong-password': 'yahoo.app-password',
    'app-password-needed': 'yahoo.app-password',
    'password-sign-in-off': 'yahoo.app-password',
  },
  united: {
    'wrong-password': 'united.wrong-password',
    'app-password-needed': 'united.app-password-needed',
    'imap-off': 'united.imap-off',
  },
  microsoft: {
    'wrong-password': 'microsoft.browser-only',
    'app-password-needed': 'microsoft.browser-only',
    'password-sign-in-off': 'microsoft.browser-only',
    'not-connected': 'microsoft.not-connected',
    'imap-off': 'microsoft.imap-off',
  },
  fastmail: {},
  other: {},
};

/** The texts that fit a problem best. */
export function problemKey(problem: ProblemView): ProblemKey {
  const { kind, refusal, certificate } = problem;
  const { family } = providerFamily(problem.provider, problem.host);
  if (kind === 'certificate') return `certificate.${certificate ?? 'other'}`;
  if (kind === 'throttled' && family === 'google') return 'google.throttled';
  if (kind !== 'sign-in-refused' || refusal === null) return kind;
  return refusalsOf[family][refusal] ?? generalRefusal(refusal);
}

function generalRefusal(refusal: Refusal): ProblemKey {
  switch (refusal) {
    case 'wrong-password':
    case 'app-password-needed':
    case 'imap-off':
    case 'web-login-needed':
    case 'account-locked':
    case 'ask-the-host':
    case 'blocked-by-rule':
    case 'too-many-tries':
    case 'not-connected':
    case 'consent-needed':
    case 'password-sign-in-off':
    case 'expired':
      return `refused.${refusal}`;
    default:
      return assertNever(refusal);
  }
}
