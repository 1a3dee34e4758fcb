import type { ProviderCard } from '../../../../shared/model/provider.ts';
import { describeProvider } from '../../directory/describe-provider.ts';
import type { ProviderDirectory } from '../../provider-directory.ts';

/** What the wizard shows of a provider. @param id in the directory; null for a server nobody listed */
export function providerCard(id: string | null, directory: ProviderDirectory): ProviderCard | null {
  const provider = id === null ? null : directory.byId(id);
  return provider === null || provider.kind === 'no-imap' ? null : describeProvider(provider);
}
