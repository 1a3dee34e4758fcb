import type { Discovered, FoundServer } from '../../shared/model/discovered.ts';
import { askAutoconfig } from './ask-autoconfig.ts';
import { askMx, askSrv } from './ask-dns.ts';
import type { Network, Search } from './network.ts';
import { tryGuesses } from './try-guesses.ts';

/** What discovery works with. */
export interface DiscoveryOptions {
  readonly network: Network;
  /** Whether the directory knows who runs a server that takes mail. */
  knowsMailHost(host: string): boolean;
  /** How long each way may take, in milliseconds. */
  readonly patienceMs?: number;
}

const nothing: Discovered = { kind: 'nothing' };

/**
 * Looks for the mail servers of a domain: what it publishes over https, then in DNS, then who takes its mail, then usual names. All at
 * the same time; the first of this order that leads anywhere wins, and ends the others. Only the domain is sent anywhere.
 * @returns a function that never rejects, and answers after `patienceMs` at the latest
 */
export function createDiscovery({ network, knowsMailHost, patienceMs = 5000 }: DiscoveryOptions) {
  return async (domain: string, signal: AbortSignal): Promise<Discovered> => {
    const search = new AbortController();
    const end = (): void => search.abort();
    const timer = setTimeout(end, patienceMs);
    signal.addEventListener('abort', end, { once: true });
    try {
      if (signal.aborted) return nothing;
      for (const way of ways(domain, { network, signal: search.signal }, knowsMailHost)) {
        const found = await way;
        if (found.kind !== 'nothing') return found;
      }
      return nothing;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      end();
    }
  };
}

/** Begins all ways at once. */
function ways(domain: string, search: Search, knowsMailHost: (host: string) => boolean): Promise<Discovered>[] {
  const resolver = search.network.resolver();
  search.signal.addEventListener('abort', () => resolver.cancel(), { once: true });
  const mailHost = async (): Promise<Discovered> => {
    const host = await askMx(domain, resolver);
    return host !== null && knowsMailHost(host) ? { kind: 'mail-host', host } : nothing;
  };
  return [
    askAutoconfig(domain, search).then((servers) => published('autoconfig', servers)),
    askSrv(domain, resolver).then((servers) => published('dns', servers)),
    mailHost(),
    tryGuesses(domain, search).then((servers) => (servers.length === 0 ? nothing : { kind: 'guessed', servers })),
  ];
}

function published(by: 'autoconfig' | 'dns', servers: readonly FoundServer[]): Discovered {
  return servers.length === 0 ? nothing : { kind: 'published', by, servers };
}
