import type { MessageId } from '../../../shared/messages/catalogue.ts';
import type { PageKey, ProviderCard } from '../../../shared/model/provider.ts';
import { providerFamily, type ProviderFamily } from '../../problem/provider-family.ts';
import { providerOf, type AccountForm } from './account-form.ts';

/** How signing in works at a provider. */
export interface Guide {
  readonly family: ProviderFamily;
  /** The provider as people call it; empty where nobody is known. */
  readonly name: string;
  /** What to do, line by line. */
  readonly lines: readonly MessageId[];
  /** An app password is asked for, not the normal one. */
  readonly needsAppPassword: boolean;
  /** Only through the browser, which Homing cannot do. */
  readonly isBrowserOnly: boolean;
  /** Pages that help, the most useful first. */
  readonly pages: readonly PageKey[];
}

/** How signing in works for the account on the form. */
export function guideOf(form: AccountForm): Guide {
  const provider = providerOf(form);
  const { family, brand } = providerFamily(provider?.id ?? null, form.host.trim());
  return {
    family,
    name: brand ?? provider?.name ?? '',
    lines: linesOf(provider, family),
    needsAppPassword: provider?.signIn === 'app-password' || ['google', 'apple', 'yahoo'].includes(family),
    isBrowserOnly: provider?.signIn === 'oauth-only' || family === 'microsoft',
    pages: provider ? pagesOf(provider) : [],
  };
}

function linesOf(provider: ProviderCard | null, family: ProviderFamily): readonly MessageId[] {
  if (provider?.id === 'mail_com') return three('mail-com');
  switch (family) {
    case 'google':
    case 'apple':
      return three(family);
    // Their lines name the provider.
    case 'united':
    case 'yahoo':
      return provider ? three(family) : ['account.guide.not-known'];
    case 'microsoft':
      return [];
    default:
      return provider ? generalLines(provider) : [];
  }
}

function three(guide: 'google' | 'apple' | 'united' | 'mail-com' | 'yahoo'): readonly MessageId[] {
  return [`account.guide.${guide}.1`, `account.guide.${guide}.2`, `account.guide.${guide}.3`];
}

function generalLines({ signIn, imapMustBeSwitchedOn }: ProviderCard): readonly MessageId[] {
  const first: readonly MessageId[] = imapMustBeSwitchedOn ? ['account.guide.imap'] : [];
  switch (signIn) {
    case 'app-password':
      return [...first, 'account.guide.app.make', 'account.guide.app.paste'];
    case 'password':
      return [...first, 'account.guide.password'];
    case 'not-known':
      return [...first, 'account.guide.not-known'];
    default:
      return [];
  }
}

function pagesOf({ pages, signIn }: ProviderCard): readonly PageKey[] {
  const wanted: readonly PageKey[] =
    signIn === 'app-password' ? ['appPassword', 'appPasswordHelp', 'enableImap'] : ['enableImap', 'appPasswordHelp'];
  // Two at most: what helps everybody would hide what helps here.
  const found = wanted.filter((key) => pages[key] !== undefined).slice(0, 2);
  return found.length > 0 || pages.help === undefined ? found : ['help'];
}
