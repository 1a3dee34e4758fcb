import type { ProblemView } from '../../../shared/ipc/problem-view.ts';
import type { PageKey } from '../../../shared/model/provider.ts';
import { problemKey } from '../../problem/problem-key.ts';
import { nextProposal, providerOf, type AccountForm } from './account-form.ts';
import type { FieldName } from './find-faults.ts';

/** The one next step after a failed sign-in, as far as a button can take it. */
export type Remedy =
  | { readonly kind: 'page'; readonly key: PageKey }
  /** Another server name is worth a try. */
  | { readonly kind: 'proposal'; readonly host: string }
  | { readonly kind: 'field'; readonly field: FieldName }
  | { readonly kind: 'retry' }
  /** Nothing that a button here could do. */
  | { readonly kind: 'none' };

/** The field that is to blame for a problem, or null. */
export function blamedField({ kind, refusal, certificate }: ProblemView): FieldName | null {
  if (kind === 'host-unknown' || kind === 'not-imap') return 'host';
  if (kind === 'certificate') return certificate === 'wrong-name' ? 'host' : null;
  if (['connection-refused', 'tls-not-offered', 'tls-failed', 'preauth'].includes(kind)) return 'port';
  if (kind === 'password-missing') return 'secret';
  if (kind !== 'sign-in-refused') return null;
  return refusal === null || ['wrong-password', 'app-password-needed', 'expired'].includes(refusal) ? 'secret' : null;
}

/** The next step for a problem of the account on the form. */
export function remedyOf(problem: ProblemView, form: AccountForm): Remedy {
  const page = helpfulPage(problem, form);
  if (page) return { kind: 'page', key: page };
  const field = blamedField(problem);
  const other = nextProposal(form);
  if (other && (field === 'host' || field === 'port')) return { kind: 'proposal', host: other.address.host };
  if (field) return { kind: 'field', field };
  return waits.includes(problemKey(problem)) ? { kind: 'none' } : { kind: 'retry' };
}

/** Trying again at once would not help, or make it worse. */
const waits: readonly string[] = [
  'refused.too-many-tries',
  'refused.password-sign-in-off',
  'microsoft.browser-only',
  'oauth-not-configured',
  'journal-damaged',
  'journal-from-newer-version',
];

function helpfulPage(problem: ProblemView, form: AccountForm): PageKey | null {
  if (problem.kind !== 'sign-in-refused' || problem.refusal === null) return null;
  const pages = providerOf(form)?.pages ?? {};
  return pagesFor(problem).find((key) => pages[key] !== undefined) ?? null;
}

function pagesFor(problem: ProblemView): readonly PageKey[] {
  const key = problemKey(problem);
  if (key === 'microsoft.browser-only') return [];
  if (key.endsWith('.imap-off') || key.endsWith('.not-connected')) return ['enableImap', 'help'];
  if (/app-password|password-sign-in-off/u.test(key)) return ['appPassword', 'appPasswordHelp', 'help'];
  return key.endsWith('.account-locked') || key.endsWith('.ask-the-host') || key.endsWith('.web-login-needed')
    ? ['home', 'help']
    : [];
}
