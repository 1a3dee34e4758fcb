import type { MxRecord, SrvRecord } from 'node:dns';
import type { Resolver } from 'node:dns/promises';
import type { FoundServer } from '../../shared/model/discovered.ts';
import { hostName } from './host-name.ts';

type Asked = Pick<Resolver, 'resolveMx' | 'resolveSrv'>;

const mostServers = 4;
const mostMailHosts = 10;
/** What a resolver answers for a name that has no such record, or does not exist. */
const noSuchRecord: readonly unknown[] = ['ENODATA', 'ENOTFOUND'];

/** The IMAP servers that a domain names in DNS (RFC 6186): those with TLS from the first byte before the others, as RFC 8314 wants. */
export async function askSrv(domain: string, resolver: Asked): Promise<readonly FoundServer[]> {
  const [tls, starttls] = await Promise.all([
    resolver.resolveSrv(`_imaps._tcp.${domain}`).catch(none<SrvRecord>),
    resolver.resolveSrv(`_imap._tcp.${domain}`).catch(none<SrvRecord>),
  ]);
  return [...serversOf(tls, 'tls'), ...serversOf(starttls, 'starttls')].slice(0, mostServers);
}

/** The server that takes a domain's mail, the most preferred one only; null without any. */
export async function askMx(domain: string, resolver: Asked): Promise<string | null> {
  const records = await resolver.resolveMx(domain).catch(none<MxRecord>);
  const [first] = records.toSorted((one, other) => one.priority - other.priority);
  return first ? hostName(first.exchange) : null;
}

/**
 * All servers that take a domain's mail, the most preferred first; none where it takes none. Without a record, a domain that has an
 * address receives at that itself (RFC 5321, section 5.1); with the name `.` it says that it takes no mail (RFC 7505).
 * @returns null where DNS gave no answer, which says nothing
 */
export async function askMailHosts(
  domain: string,
  resolver: Pick<Resolver, 'resolveMx' | 'resolve4'>,
): Promise<readonly string[] | null> {
  try {
    const records = await resolver.resolveMx(domain).catch(noneIfAnswered<MxRecord>);
    if (records.length === 0) {
      const addresses = await resolver.resolve4(domain).catch(noneIfAnswered<string>);
      return addresses.length > 0 ? [domain] : [];
    }
    const hosts = records
      .toSorted((one, other) => one.priority - other.priority)
      .flatMap(({ exchange }) => hostName(exchange) ?? []);
    return [...new Set(hosts)].slice(0, mostMailHosts);
  } catch {
    return null;
  }
}

/** No such name, no such record, no network: nothing is known. */
function none<T>(): T[] {
  return [];
}

function noneIfAnswered<T>(error: unknown): T[] {
  if (error instanceof Error && 'code' in error && noSuchRecord.includes(error.code)) return [];
  throw error;
}

function serversOf(records: readonly SrvRecord[], security: FoundServer['security']): readonly FoundServer[] {
  return records
    .toSorted((one, other) => one.priority - other.priority || other.weight - one.weight)
    .flatMap(({ name, port }) => {
      // The name `.` says that there is no such service (RFC 2782).
      const host = hostName(name);
      return host === null || port === 0 ? [] : [{ host, port, security, user: null }];
    });
}
