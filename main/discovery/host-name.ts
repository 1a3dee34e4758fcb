import { domainToASCII } from 'node:url';
import { domainName } from '../../shared/model/provider.ts';

/** RFC 1035, section 2.3.4, without the dot at the end. */
const longestName = 253;

/** What an URL would give a meaning to: Node would read the host out of it. */
const notInNames = /[\s/\\:@?#%[\]<>"'(),;]/u;

/**
 * The name of a server as DNS knows it. What the network tells may be anything: an IP address, a name of this computer alone, or text with
 * a place for the person's name in it is none.
 */
export function hostName(text: string): string | null {
  if (notInNames.test(text)) return null;
  const name = domainToASCII(text).replace(/\.$/u, '');
  return name.length <= longestName && domainName.test(name) ? name : null;
}
