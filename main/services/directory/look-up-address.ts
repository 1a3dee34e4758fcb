import type { AddressLookUp, MailProvider, Proposal } from '../../../shared/model/provider.ts';
import type { ProviderDirectory } from '../provider-directory.ts';
import { describeProvider } from './describe-provider.ts';
import { normalDomain } from './normal-domain.ts';

/** An address in the form in which it is compared and used to sign in. */
interface AddressParts {
  readonly localPart: string;
  readonly domain: string;
}

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
  const parts = splitAddress(address.trim());
  if ('kind' in parts) return parts;
  const provider = directory.byDomain(parts.domain);
  if (!provider) return { kind: 'unknown', domain: parts.domain, proposals: guess(parts) };
  if (provider.kind === 'no-imap') {
    const { id, name, reason } = provider;
    return { kind: 'no-imap', provider: { id, name, reason } };
  }
  return { kind: 'known', provider: describeProvider(provider), proposals: propose(provider, parts, side) };
}

function splitAddress(address: string): AddressParts | Extract<AddressLookUp, { kind: 'invalid' }> {
  if (address === '') return { kind: 'invalid', reason: 'empty' };
  // The last one: a quoted local part may hold another (RFC 5321, section 4.1.2).
  const at = address.lastIndexOf('@');
  if (at < 1) return { kind: 'invalid', reason: 'no-at' };
  const domain = normalDomain(address.slice(at + 1));
  return domain === null ? { kind: 'invalid', reason: 'bad-domain' } : { localPart: address.slice(0, at), domain };
}

function propose(
  provider: MailProvider,
  { localPart, domain }: AddressParts,
  side: 'source' | 'destination',
): readonly Proposal[] {
  const whole = `${localPart}@${domain}`;
  const proposals = provider.servers.flatMap(({ host, port, security, user, readOnly, confirmed }) => {
    if (host === null || (readOnly && side === 'destination')) return [];
    const address = {
      host: host.replace('{domain}', domain),
      port,
      security,
      user: user === 'local-part' ? localPart : whole,
    };
    // Where the rule for user names is not known, the whole address is a guess.
    return [{ isReadOnly: readOnly === true, address, confirmed: confirmed && user !== null }];
  });
  // Made for leaving, so it comes first: the others may hide a part of a large mailbox.
  const readOnlyFirst = [
    ...proposals.filter(({ isReadOnly }) => isReadOnly),
    ...proposals.filter(({ isReadOnly }) => !isReadOnly),
  ];
  return readOnlyFirst.map(({ address, confirmed }) => ({ address, source: 'known', confirmed }));
}

/** The two names most servers have, on the port for TLS from the first byte (RFC 8314). */
function guess({ localPart, domain }: AddressParts): readonly Proposal[] {
  return [`imap.${domain}`, `mail.${domain}`].map((host) => ({
    address: { host, port: 993, security: 'tls', user: `${localPart}@${domain}` },
    source: 'guessed',
    confirmed: false,
  }));
}
