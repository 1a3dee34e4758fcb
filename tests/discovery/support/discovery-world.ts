import { once } from 'node:events';
import { createServer as createWebServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Resolver } from 'node:dns/promises';
import { createServer as createMuteServer, type AddressInfo, type Server } from 'node:net';
import { createSecureContext, createServer as createTlsServer } from 'node:tls';
import { createDiscovery } from '../../../main/discovery/create-discovery.ts';
import { createAuthority } from '../../../main/practice/certificate.ts';
import { createProviderDirectory } from '../../../main/services/provider-directory.ts';
import providers from '../../../resources/providers.json' with { type: 'json' };
import type { Discovered } from '../../../shared/model/discovered.ts';
import { DnsServer, type DnsAnswer } from './dns-server.ts';

type Page = (request: IncomingMessage, response: ServerResponse) => void;

/** What a test's world has. */
export interface World {
  /** By type and name, as in `MX example.org`. */
  readonly dns?: Readonly<Record<string, DnsAnswer>>;
  /** Pages by host and path. */
  readonly web?: Readonly<Record<string, Page | string>>;
  /** Hosts that listen for IMAP with TLS. */
  readonly imap?: readonly string[];
  /** Hosts that accept connections and say nothing ever. */
  readonly mute?: readonly string[];
  /** Hosts whose certificate is of another authority. */
  readonly untrusted?: readonly string[];
  readonly patienceMs?: number;
}

/** Networks of the tests' own: names, web and mail servers on this computer, and the real adapter before them. */
export class DiscoveryWorld implements AsyncDisposable {
  readonly directory = createProviderDirectory(providers);
  /** Everything that was asked of a web server: method, host, path, headers. */
  readonly asked: string[] = [];
  /** Everything that was to be reached, as `host:port`. */
  readonly located: string[] = [];
  readonly discover: (domain: string, signal: AbortSignal) => Promise<Discovered>;
  readonly dns: DnsServer;
  readonly #servers: readonly Server[];

  private constructor(world: World, parts: Parts) {
    this.dns = parts.dns;
    this.#servers = [parts.web, parts.imap, parts.mute];
    parts.web.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const { method, url = '', headers } = request;
      this.asked.push(`${method ?? ''} ${headers.host ?? ''}${url} ${JSON.stringify(headers)}`);
      const page = world.web?.[`${headers.host ?? ''}${url}`];
      if (typeof page === 'function') page(request, response);
      else response.writeHead(page === undefined ? 404 : 200).end(page);
    });
    this.discover = createDiscovery({
      network: {
        resolver: () => {
          const resolver = new Resolver({ timeout: 60_000, tries: 1 });
          resolver.setServers([parts.dns.address]);
          return resolver;
        },
        trust: () => parts.trust,
        locate: (host, port) => {
          this.located.push(`${host}:${String(port)}`);
          const server = serverFor(world, parts, `${host}:${String(port)}`);
          return { host: '127.0.0.1', port: server === null ? closedPort : portOf(server) };
        },
      },
      knowsMailHost: (host) => this.directory.byMailHost(host) !== null,
      ...(world.patienceMs === undefined ? {} : { patienceMs: world.patienceMs }),
    });
  }

  static async open(world: World = {}): Promise<DiscoveryWorld> {
    const [good, other] = await Promise.all([createAuthority(), createAuthority()]);
    const hosts = [...Object.keys(world.web ?? {}).map((page) => page.split('/')[0] ?? ''), ...(world.imap ?? [])];
    const trusted = hosts.filter((host) => world.untrusted?.includes(host) !== true);
    const identities = {
      good: await good.issue(['nobody.invalid', ...trusted]),
      other: await other.issue(['nobody.invalid', ...hosts]),
    };
    const contexts = {
      good: createSecureContext({ cert: identities.good.certPem, key: identities.good.keyPem }),
      other: createSecureContext({ cert: identities.other.certPem, key: identities.other.keyPem }),
    };
    const options = {
      SNICallback: (host: string, choose: (error: Error | null, context: typeof contexts.good) => void) =>
        choose(null, world.untrusted?.includes(host) === true ? contexts.other : contexts.good),
    };
    const parts: Parts = {
      dns: await DnsServer.start(world.dns ?? {}),
      web: createWebServer(options),
      imap: createTlsServer(options, (socket) => socket.on('error', () => undefined).write('* OK ready\r\n')),
      mute: createMuteServer(),
      trust: createSecureContext({ ca: good.certificatePem }),
    };
    for (const server of [parts.web, parts.imap, parts.mute]) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
    return new DiscoveryWorld(world, parts);
  }

  /** Searches to the end. */
  search(domain: string): Promise<Discovered> {
    return this.discover(domain, new AbortController().signal);
  }

  /** Everything that left this process: names asked of DNS, servers reached, requests. */
  everythingSent(): string {
    return [...this.dns.questions, ...this.located, ...this.asked].join('\n');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.#servers) server.close();
    await this.dns[Symbol.asyncDispose]();
  }
}

/** Nothing listens on it. */
const closedPort = 9;

interface Parts {
  readonly dns: DnsServer;
  readonly web: Server;
  readonly imap: Server;
  readonly mute: Server;
  readonly trust: ReturnType<typeof createSecureContext>;
}

function serverFor(world: World, parts: Parts, place: string): Server | null {
  const [host = '', port] = place.split(':');
  if (world.mute?.includes(host)) return parts.mute;
  if (port === '993') return world.imap?.includes(host) ? parts.imap : null;
  return Object.keys(world.web ?? {}).some((page) => page.startsWith(`${host}/`)) ? parts.web : null;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
