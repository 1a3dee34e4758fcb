import type { MailProvider, PageKey, ProviderCard } from '../../../shared/model/provider.ts';

/** What the wizard shows of a provider: the facts without their sources. */
export function describeProvider(provider: MailProvider): ProviderCard {
  const { id, name, kind, limits, country, ownDomain } = provider;
  const pages: Partial<Record<PageKey, string>> = {};
  for (const [key, { url }] of Object.entries(provider.pages)) pages[key as PageKey] = url;
  return {
    id,
    name,
    kind,
    signIn: provider.signIn.kind,
    imapMustBeSwitchedOn: provider.imapSwitch?.needed === 'yes',
    pages,
    limits,
    country: country && { code: country.code, confirmed: country.confirmed },
    ownDomain: ownDomain?.possible ?? null,
  };
}
