import type { AddressLookUp, Proposal } from '../../../shared/model/provider.ts';
import type { ProviderDirectory } from '../provider-directory.ts';
import { describeProvider } from './describe-provider.ts';
import { proposeServers } from './propose-servers.ts';
import { splitAddress, type AddressParts } from './split-address.ts';

/**
 * What an address tells by itself, without asking the network: whose it is, and where its mailbox may be.
 * @param address as typed; the domain is made lower case and ASCII, the rest stays as it is
 * @param side a mailbox that is left may be read from a server that takes no mail
 */
export function lookUpAddress(
  directory: ProviderDirectory,
  address: string,
  side: 'source' | 'destination' = 'source',
): AddressLookUp {
  const parts = splitAddress(address);
  if ('kind' in parts) return parts;
  const provider = directory.byDomain(parts.domain);
  if (!provider) return { kind: 'unknown', domain: parts.domain, proposals: guess(parts) };
  if (provider.kind === 'no-imap') {
    const { id, name, reason } = provider;
    return { kind: 'no-imap', provider: { id, name, reason } };
  }
  return { kind: 'known', provider: describeProvider(provider), proposals: proposeServers(provider, parts, side) };
}

/** The two names most servers have, on the port for TLS from the first byte (RFC 8314). */
function guess({ localPart, domain }: AddressParts): readonly Proposal[] {
  return [`imap.${domain}`, `mail.${domain}`].map((host) => ({
    address: { host, port: 993, security: 'tls', user: `${localPart}@${domain}` },
    source: 'guessed',
    confirmed: false,
  }));
}
