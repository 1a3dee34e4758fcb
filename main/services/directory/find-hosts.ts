import type { MailProvider, Provider } from '../../../shared/model/provider.ts';

/**
 * Who runs a server that takes mail: by its name or what it ends with, the longest that is known.
 * @param indexes the first that knows any of them wins
 */
export function findMailHost(host: string, indexes: readonly ReadonlyMap<string, Provider>[]): Provider | null {
  const labels = host.split('.');
  // A top-level domain alone is nobody's.
  const ends = labels.slice(0, -1).map((_label, from) => labels.slice(from).join('.'));
  for (const index of indexes) {
    const end = ends.find((name) => index.has(name));
    if (end !== undefined) return index.get(end) ?? null;
  }
  return null;
}

/** Providers by the names of their servers. A name that several share tells nothing. */
export function indexServers(providers: readonly Provider[]): ReadonlyMap<string, MailProvider> {
  const found = new Map<string, MailProvider | null>();
  for (const provider of providers) {
    if (provider.kind === 'no-imap') continue;
    for (const { host } of provider.servers) {
      if (host === null || host.includes('{')) continue;
      const other = found.get(host);
      found.set(host, other === undefined || other === provider ? provider : null);
    }
  }
  return new Map([...found].filter((entry): entry is [string, MailProvider] => entry[1] !== null));
}
