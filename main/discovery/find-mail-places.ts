import type { Resolver } from 'node:dns/promises';
import { isIPv4 } from 'node:net';
import type { MailPlaces } from '../../shared/model/mail-places.ts';
import { askMailHosts } from './ask-dns.ts';
import type { CountryTable } from './country-table.ts';
import { hostName } from './host-name.ts';
import type { Network } from './network.ts';

/** What finding the places takes. */
export interface MailPlacesOptions {
  readonly network: Pick<Network, 'resolver'>;
  /** Opens the table of countries; asked once, and again if it failed. */
  openTable(): Promise<CountryTable>;
  /** How long DNS may take in all, in milliseconds. */
  readonly patienceMs?: number;
}

const nothing: MailPlaces = { receivers: null, countries: {}, tableDate: null };

/**
 * Finds out which servers receive a domain's mail, and in which countries they and the mailbox's own server stand. The system's resolver
 * is told the domain and the names of these servers; nothing else is asked of anybody.
 * @returns a function that never rejects, and answers after `patienceMs` at the latest
 */
export function createMailPlaces({ network, openTable, patienceMs = 4000 }: MailPlacesOptions) {
  let table: Promise<CountryTable> | null = null;
  const tableOrNull = async (): Promise<CountryTable | null> => {
    try {
      return await (table ??= openTable());
    } catch {
      table = null;
      return null;
    }
  };
  return async (domain: string, mailbox: string, signal: AbortSignal): Promise<MailPlaces> => {
    const end = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
    if (end.aborted) return nothing;
    const resolver = network.resolver();
    const cancel = (): void => resolver.cancel();
    end.addEventListener('abort', cancel, { once: true });
    const [receivers, opened] = await Promise.all([askMailHosts(domain, resolver), tableOrNull()]);
    const hosts = [...new Set([...(receivers ?? []), mailbox])];
    const countries = await Promise.all(
      hosts.map(async (host) => [host, opened && (await countryOf(host, opened, { resolver, end }))] as const),
    );
    end.removeEventListener('abort', cancel);
    return { receivers, countries: Object.fromEntries(countries), tableDate: opened?.date ?? null };
  };
}

interface Asking {
  readonly resolver: Pick<Resolver, 'resolve4'>;
  readonly end: AbortSignal;
}

/** Null where a host has no address, or addresses in several countries: then nothing is known of the one that is met. */
async function countryOf(host: string, table: CountryTable, { resolver, end }: Asking): Promise<string | null> {
  if (isIPv4(host)) return table.of(host);
  // Names of this network alone are nobody's business; after the end, a new question would not be cancelled.
  if (hostName(host) === null || end.aborted) return null;
  const addresses = await resolver.resolve4(host).catch(() => []);
  const [first, ...others] = new Set(addresses.map((address) => table.of(address)));
  return others.length > 0 ? null : (first ?? null);
}
