import type { HostFact, HostView } from '../../../shared/ipc/hosts-view.ts';
import type { MailProvider } from '../../../shared/model/provider.ts';
import type { ProviderDirectory } from '../provider-directory.ts';

/** What the window shows of a host, with every source in full. Null for one without a page that may be opened: nobody could go there. */
export function describeHost(host: MailProvider, directory: Pick<ProviderDirectory, 'explain'>): HostView | null {
  const page = host.pages.home?.url;
  if (page === undefined) return null;
  const { id, name, country, dataCountry, ownDomain, organisation, languages, signIn, servers } = host;
  const dates = servers.flatMap(({ probed }) => probed ?? []);
  return {
    ...{ id, name, page },
    country: country?.code ?? null,
    dataCountry: dataCountry?.code ?? null,
    ownDomain: ownDomain?.possible ?? null,
    organisation: organisation?.kind ?? null,
    languages: languages ? [...languages.tags] : null,
    signIn: signIn.kind,
    imap: {
      servers: [...new Set(servers.flatMap((server) => server.host ?? []))].filter((server) => !server.includes('{')),
      confirmed: servers.some(({ confirmed }) => confirmed),
      probed: dates.toSorted().at(-1) ?? null,
    },
    sources: sourcesOf(host).map(({ fact, source, confirmed }) => ({
      fact,
      text: directory.explain(source),
      confirmed,
    })),
  };
}

interface Read {
  readonly fact: HostFact;
  readonly source: string;
  readonly confirmed: boolean;
}

function sourcesOf(host: MailProvider): readonly Read[] {
  const one = (
    fact: HostFact,
    told: { readonly source: string; readonly confirmed: boolean } | null | undefined,
  ): readonly Read[] => (told ? [{ fact, source: told.source, confirmed: told.confirmed }] : []);
  const many = (fact: HostFact, sources: readonly string[], confirmed: boolean): readonly Read[] =>
    sources.map((source) => ({ fact, source, confirmed }));
  return withoutDoubles([
    ...one('country', host.country),
    ...one('dataCountry', host.dataCountry),
    ...one('ownDomain', host.ownDomain),
    ...one('organisation', host.organisation),
    ...one('languages', host.languages),
    ...many('signIn', host.signIn.sources, host.signIn.confirmed),
    ...host.servers.flatMap(({ sources, confirmed }) => many('imap', sources, confirmed)),
    ...many('addresses', host.domains.sources, true),
  ]);
}

/** The servers of one host are often read in one place. */
function withoutDoubles(all: readonly Read[]): readonly Read[] {
  return [...new Map(all.map((read) => [`${read.fact} ${read.source}`, read])).values()];
}
