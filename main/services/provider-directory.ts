import { providerDirectoryFile, type MailProvider, type Provider } from '../../shared/model/provider.ts';
import { findMailHost, indexServers } from './directory/find-hosts.ts';
import { normalDomain } from './directory/normal-domain.ts';

/** What is known of mail providers, hosts and server software, read from `resources/providers.json`. Nothing is asked of the network. */
export interface ProviderDirectory {
  /** The day the facts were collected, `YYYY-MM-DD`. */
  readonly date: string;
  /** By the part of an address after the `@`, in any case, IDN or not; null when nobody is known to own it. */
  byDomain(domain: string): Provider | null;
  byId(id: string): Provider | null;
  /** By the server that takes the mail of a domain (MX); null when nobody here runs it. */
  byMailHost(host: string): Provider | null;
  /** By the name of a server that mailboxes are read from; null when nobody is known to have it, or several have. */
  byServer(host: string): MailProvider | null;
  all(): readonly Provider[];
  /** Every page of every provider, each once: the only addresses that may be opened in the browser. All are https. */
  links(): readonly string[];
  /** Where a fact was read, in full: short names of sources stand for long ones. */
  explain(source: string): string;
}

/**
 * @param json the parsed file
 * @throws Error saying what is wrong with the file: it comes with the app, so the app is damaged
 */
export function createProviderDirectory(json: unknown): ProviderDirectory {
  const parsed = providerDirectoryFile.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`The directory of providers is damaged at ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const { date, providers, sources } = parsed.data;
  const ids = index(providers, ({ id }) => [id]);
  const domains = index(providers, (provider) => provider.domains.names);
  const suffixes = index(providers, (provider) => (provider.kind === 'no-imap' ? [] : (provider.mx?.suffixes ?? [])));
  const servers = indexServers(providers);
  const links = [...new Set(providers.flatMap(linksOf))];
  return {
    date,
    byDomain: (domain) => domains.get(normalDomain(domain) ?? '') ?? null,
    byId: (id) => ids.get(id) ?? null,
    byMailHost: (host) => findMailHost(normalDomain(host) ?? '', [suffixes, domains]),
    byServer: (host) => servers.get(normalDomain(host) ?? '') ?? null,
    all: () => providers,
    links: () => links,
    explain: (text) =>
      text.replaceAll(/(^|; )([a-z]+): /gu, (whole, before: string, name: string) =>
        Object.hasOwn(sources, name) ? `${before}${sources[name] ?? ''}` : whole,
      ),
  };
}

function index(
  providers: readonly Provider[],
  keysOf: (provider: Provider) => readonly string[],
): ReadonlyMap<string, Provider> {
  const found = new Map<string, Provider>();
  for (const provider of providers) {
    for (const key of keysOf(provider)) {
      const other = found.get(key);
      if (other) throw new Error(`The directory of providers is damaged: ${other.id} and ${provider.id} share ${key}`);
      found.set(key, provider);
    }
  }
  return found;
}

function linksOf(provider: Provider): readonly string[] {
  return provider.kind === 'no-imap' ? [] : Object.values(provider.pages).map(({ url }) => url);
}
