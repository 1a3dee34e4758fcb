import type { ProviderDirectory } from '../../provider-directory.ts';
import type { AccountLook, KnownLimit } from '../checks/look.ts';

/** How large a message the destination's provider is known to take, where its server does not say; null where nobody knows. */
export function knownMessageLimit(
  { facts, provider, address }: AccountLook,
  directory: Pick<ProviderDirectory, 'byId' | 'byServer'>,
): KnownLimit | null {
  if (facts.appendLimit !== null) return null;
  const known = (provider === null ? null : directory.byId(provider)) ?? directory.byServer(address.host);
  const limit = known && known.kind !== 'no-imap' ? known.limits.maxMessageBytes : undefined;
  return known && limit ? { bytes: limit.value, provider: known.name, source: limit.source } : null;
}
