import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { replyHeaders, replyPage } from './reply-page.ts';

/** The place on this computer that a browser is sent back to (RFC 8252 7.3). Open for one answer. */
export interface Loopback {
  readonly redirectUri: string;
  /** The first answer. Never rejects; waits for ever when none comes. */
  readonly answer: Promise<URLSearchParams>;
  /** When the browser has its last page, or did not fetch it for some seconds. Only after an answer. */
  readonly left: Promise<void>;
  /** At once; without it the place closes with `left`. */
  close(): void;
}

/** Long enough for a browser to fetch the last page. */
const lingerMs = 2000;
const donePath = '/done';

/**
 * Listens on a free port of this computer alone, for the one answer to one question: everything else is 404 and changes nothing, so that
 * no page in the same browser can end a sign-in by guessing the port; and a second answer is 404, too.
 * The answer is sent on to a page without its query, so that no code stays in the address bar or the history.
 * @param state of the question, which only its answer repeats (RFC 6749 10.12)
 */
export async function listenOnLoopback(name: '127.0.0.1' | 'localhost', state: string): Promise<Loopback> {
  let take: (answer: URLSearchParams) => void = () => undefined;
  const answer = new Promise<URLSearchParams>((resolve) => {
    take = resolve;
  });
  let leave: () => void = () => undefined;
  const left = new Promise<void>((resolve) => {
    leave = () => {
      close();
      resolve();
    };
  });
  let isAnswered = false;
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const url = readNavigation(request, hosts);
    if (url?.pathname === donePath && isAnswered) {
      response.writeHead(200, replyHeaders).end(replyPage(request.headers['accept-language']), leave);
    } else if (url && !isAnswered && isAnswer(url, state)) {
      isAnswered = true;
      // Relative, so that a browser that came by name goes on by name.
      response.writeHead(303, { ...replyHeaders, location: donePath }).end();
      setTimeout(leave, lingerMs);
      take(url.searchParams);
    } else {
      response.writeHead(404, replyHeaders).end();
    }
  };
  const { servers, port } = await listenOnBoth(onRequest);
  const hosts = new Set(['127.0.0.1', 'localhost', '[::1]'].map((host) => `${host}:${String(port)}`));
  const close = (): void => {
    for (const server of servers) {
      server.close();
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 500).unref();
    }
  };
  return { redirectUri: `http://${name}:${String(port)}`, answer, left, close };
}

/** The address of a person's own way here; null for what pages, frames, scripts and other hosts' names bring. */
function readNavigation(request: IncomingMessage, hosts: ReadonlySet<string>): URL | null {
  const { headers, method, url = '' } = request;
  // Another name that leads here (DNS rebinding) is not ours.
  if (method !== 'GET' || headers.host === undefined || !hosts.has(headers.host)) return null;
  if (headers.origin !== undefined || !isPlainNavigation(headers)) return null;
  const address = `http://${headers.host}${url}`;
  return url.startsWith('/') && !url.startsWith('//') && URL.canParse(address) ? new URL(address) : null;
}

/** Browsers tell since 2023 at the latest what a request is for; who does not tell is none, or an old one. */
function isPlainNavigation(headers: IncomingMessage['headers']): boolean {
  const mode = headers['sec-fetch-mode'] ?? 'navigate';
  const destination = headers['sec-fetch-dest'] ?? 'document';
  return mode === 'navigate' && destination === 'document' && headers['sec-purpose'] === undefined;
}

function isAnswer({ pathname, searchParams }: URL, state: string): boolean {
  const [given = '', ...more] = searchParams.getAll('state');
  const isOurs = more.length === 0 && isSame(Buffer.from(given), Buffer.from(state));
  return isOurs && pathname === '/' && (searchParams.has('code') || searchParams.has('error'));
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

interface Listening {
  readonly servers: readonly Server[];
  readonly port: number;
}

/** IPv4, and IPv6 where there is one: `localhost` may mean either, and a stranger must not have the other. */
async function listenOnBoth(
  onRequest: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Listening> {
  for (let attempt = 1; ; attempt++) {
    const four = newServer(onRequest);
    const six = newServer(onRequest);
    const port = await listen(four, '127.0.0.1', 0);
    try {
      await listen(six, '::1', port);
      return { servers: [four, six], port };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (code !== 'EADDRINUSE') return { servers: [four], port };
      four.close();
      if (attempt === 10) throw error;
    }
  }
}

function newServer(onRequest: (request: IncomingMessage, response: ServerResponse) => void): Server {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000, keepAliveTimeout: 1 }, onRequest);
  server.maxConnections = 20;
  return server;
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
