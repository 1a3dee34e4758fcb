import type { Discovered, FoundServer } from '../../../shared/model/discovered.ts';
import type { AddressLookUp, MailProvider, Proposal } from '../../../shared/model/provider.ts';
import type { ProviderDirectory } from '../provider-directory.ts';
import { describeProvider } from './describe-provider.ts';
import { lookUpAddress } from './look-up-address.ts';
import { proposeServers } from './propose-servers.ts';
import { splitAddress, type AddressParts } from './split-address.ts';

/** Asks the network for the servers of a domain, which is all it is told. Never rejects: an ended or vain search finds nothing. */
export type Discover = (domain: string, signal: AbortSignal) => Promise<Discovered>;

/** What an address is judged with. */
interface Sources {
  readonly directory: ProviderDirectory;
  readonly discover: Discover;
  readonly signal: AbortSignal;
}

/** An address as typed, and the side it is for. */
interface Asked {
  readonly typed: string;
  readonly side?: 'source' | 'destination' | undefined;
}

/** As {@link lookUpAddress}, and where the directory knows nobody, the network is asked: no proposals then mean that nothing was found. */
export async function discoverAddress(asked: Asked, { directory, discover, signal }: Sources): Promise<AddressLookUp> {
  const { typed, side = 'source' } = asked;
  const known = lookUpAddress(directory, typed, side);
  const parts = splitAddress(typed);
  if (known.kind !== 'unknown' || 'kind' in parts) return known;
  const found = await discover(parts.domain, signal);
  if (found.kind === 'mail-host') return hostedBy(directory, found.host, { parts, side });
  if (found.kind === 'nothing') return { kind: 'unknown', domain: parts.domain, proposals: [] };
  const proposals = found.servers.map((server) => proposalOf(server, found, parts));
  const provider = directory.byServer(found.servers[0]?.host ?? '');
  // Whose server it is tells how to sign in there.
  if (provider) return { kind: 'known', provider: describeProvider(provider), proposals };
  return { kind: 'unknown', domain: parts.domain, proposals };
}

function hostedBy(
  directory: ProviderDirectory,
  host: string,
  { parts, side }: { readonly parts: AddressParts; readonly side: 'source' | 'destination' },
): AddressLookUp {
  const provider = directory.byMailHost(host);
  if (!provider) return { kind: 'unknown', domain: parts.domain, proposals: [] };
  if (provider.kind === 'no-imap') {
    const { id, name, reason } = provider;
    return { kind: 'no-imap', provider: { id, name, reason } };
  }
  return { kind: 'known', provider: describeProvider(provider), proposals: unsure(provider, parts, side) };
}

/** The directory is sure of its servers; that the domain is hosted there was told by DNS. */
function unsure(provider: MailProvider, parts: AddressParts, side: 'source' | 'destination'): readonly Proposal[] {
  return proposeServers(provider, parts, side).map(({ address }) => ({
    address,
    source: 'published',
    confirmed: false,
  }));
}

function proposalOf(
  { host, port, security, user }: FoundServer,
  found: Exclude<Discovered, { kind: 'mail-host' | 'nothing' }>,
  { localPart, domain }: AddressParts,
): Proposal {
  const isOwn = host === domain || host.endsWith(`.${domain}`);
  return {
    address: { host, port, security, user: user === 'local-part' ? localPart : `${localPart}@${domain}` },
    source: found.kind,
    // Where the rule for user names was not told, the whole address is a guess.
    confirmed: found.kind === 'published' && found.by === 'autoconfig' && isOwn && user !== null,
  };
}
