import type { MailProvider, Proposal } from '../../../shared/model/provider.ts';
import type { AddressParts } from './split-address.ts';

/**
 * The servers of a provider for one address, in the order to try them.
 * @param side a mailbox that is left may be read from a server that takes no mail
 */
export function proposeServers(
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
