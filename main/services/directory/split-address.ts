import type { AddressLookUp } from '../../../shared/model/provider.ts';
import { normalDomain } from './normal-domain.ts';

/** An address in the form in which it is compared and used to sign in. */
export interface AddressParts {
  readonly localPart: string;
  readonly domain: string;
}

/** The two parts of an address as typed, or what is wrong with it. */
export function splitAddress(typed: string): AddressParts | Extract<AddressLookUp, { kind: 'invalid' }> {
  const address = typed.trim();
  if (address === '') return { kind: 'invalid', reason: 'empty' };
  // The last one: a quoted local part may hold another (RFC 5321, section 4.1.2).
  const at = address.lastIndexOf('@');
  if (at < 1) return { kind: 'invalid', reason: 'no-at' };
  const domain = normalDomain(address.slice(at + 1));
  return domain === null ? { kind: 'invalid', reason: 'bad-domain' } : { localPart: address.slice(0, at), domain };
}
