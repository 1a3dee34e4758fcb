import type { FoundServer } from '../../shared/model/discovered.ts';
import { fetchConfig } from './fetch-config.ts';
import type { Search } from './network.ts';

/**
 * What a domain publishes of itself, in the two places where Thunderbird looks, over https only. Its `emailaddress` parameter is left
 * out: the server need not know who asks.
 */
export async function askAutoconfig(domain: string, search: Search): Promise<readonly FoundServer[]> {
  const asked = [
    `https://autoconfig.${domain}/mail/config-v1.1.xml`,
    `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
  ].map((url) => read(url, domain, search));
  for (const servers of asked) {
    const found = await servers;
    if (found.length > 0) return found;
  }
  return [];
}

async function read(url: string, domain: string, search: Search): Promise<readonly FoundServer[]> {
  try {
    const xml = await fetchConfig(url, search);
    // Most domains have no such file: the parser is loaded for one that is there.
    const { readConfig } = await import('./read-config.ts');
    return readConfig(xml, domain);
  } catch {
    // No file, no server, or one that is not to be trusted: the domain publishes nothing here.
    return [];
  }
}
