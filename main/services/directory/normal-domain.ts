import { domainToASCII } from 'node:url';

const label = String.raw`[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?`;
/** At least two labels; the last is a name, so that an IP address is no domain. */
const domain = new RegExp(String.raw`^(?:${label}\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$`, 'u');
/** What an URL would give a meaning to, and what no name holds. */
const notInNames = /[\s/\\:@?#%[\]<>"'(),;]/u;
const longestName = 253;

/**
 * A domain as DNS knows it: ASCII (IDN as `xn--`, UTS 46), lower case, without the dot at the end.
 * @returns null for what cannot be a mail domain
 */
export function normalDomain(text: string): string | null {
  if (notInNames.test(text)) return null;
  const name = domainToASCII(text).replace(/\.$/u, '');
  return name.length <= longestName && domain.test(name) ? name : null;
}
