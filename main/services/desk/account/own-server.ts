import type { BrowserSignInRequest } from '../../../../shared/ipc/account-view.ts';
import type { CertificateComparison } from '../../../../shared/ipc/certificate-view.ts';
import type { DeskParts } from '../desk-parts.ts';

type Named = Pick<BrowserSignInRequest, 'address' | 'settingSource' | 'provider'>;

/**
 * Whether nobody known runs a server: a provider of the directory, by the id that was found for the address, by the server's name, or by
 * the domain that it lies in. Nobody known would ever show a certificate that has to be trusted by hand.
 */
export function isNobodys(
  { address, provider }: Pick<Named, 'address' | 'provider'>,
  directory: DeskParts['directory'],
): boolean {
  const known = provider === null ? null : directory.byId(provider);
  if (known && known.kind !== 'own-server-stack') return false;
  // An id that the directory does not have is nobody's word.
  if (provider !== null && known === null) return false;
  return directory.byServer(address.host) === null && directory.byMailHost(address.host) === null;
}

/** Whether certificates of a server may be trusted by hand: where a person named it themselves, so that it is their own. */
export function ownershipOf(named: Named, directory: DeskParts['directory']): CertificateComparison['mayTrust'] {
  if (!isNobodys(named, directory)) return 'no';
  return named.settingSource === 'typed' ? 'yes' : 'own-server';
}
