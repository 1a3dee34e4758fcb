import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { Connection } from './connection.ts';
import { DEFAULT_FEATURES, DEFAULT_RULES, type ServerFeatures, type ServerRules } from './features.ts';
import type { MailStore } from './mail-store.ts';
import type { ServerScript } from './server-script.ts';
import type { ServerContext } from './session.ts';
import { ConnectionEnded } from './wire-reader.ts';

/** How a server is to be. */
export interface ImapServerOptions {
  readonly store: MailStore;
  readonly user: string;
  readonly password: string;
  readonly tls: { readonly certPem: string; readonly keyPem: string };
  /** TLS from the first byte; otherwise a plain listener with STARTTLS. */
  readonly implicitTls: boolean;
  /** What differs from {@link DEFAULT_FEATURES}. */
  readonly features?: Partial<ServerFeatures>;
  /** What differs from {@link DEFAULT_RULES}. */
  readonly rules?: Partial<ServerRules>;
  readonly script?: ServerScript;
  /** Told of a fault in the server itself; its connection has been dropped. */
  readonly onFault?: (error: unknown) => void;
}

/** A running server. */
export interface ImapServer {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly store: MailStore;
  /** Connections open now. */
  readonly connections: number;
  /** Ends all connections and the listener. */
  stop(): Promise<void>;
}

/** Starts an IMAP server (RFC 3501, much of RFC 9051) on a free port of the loopback interface. */
export async function startImapServer(options: ImapServerOptions): Promise<ImapServer> {
  const sockets = new Set<Socket>();
  const accept = acceptor(options, sockets);
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    accept(socket).catch((error: unknown) => {
      socket.destroy();
      if (!(error instanceof ConnectionEnded)) options.onFault?.(error);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    host: '127.0.0.1',
    port: address !== null && typeof address === 'object' ? address.port : 0,
    store: options.store,
    get connections() {
      return sockets.size;
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** What is done with each new socket: it gets a number, TLS where that comes first, and is served. */
function acceptor(options: ImapServerOptions, sockets: ReadonlySet<Socket>): (raw: Socket) => Promise<void> {
  const context: ServerContext = {
    store: options.store,
    user: options.user,
    password: options.password,
    features: { ...DEFAULT_FEATURES, ...options.features },
    rules: { ...DEFAULT_RULES, ...options.rules },
    script: options.script ?? {},
  };
  const secure = (socket: Socket): Promise<Socket> => handshake(socket, options.tls);
  let count = 0;
  return async (raw) => {
    count += 1;
    const id = count;
    const overLimit = sockets.size > context.rules.maxConnections;
    const encrypted = options.implicitTls;
    const socket = encrypted ? await secure(raw) : raw;
    await new Connection(socket, { context, id, encrypted, overLimit, secure }).serve();
  };
}

/** The server's part of a TLS handshake. Rejects with ConnectionEnded when the client does not go through with it. */
async function handshake(socket: Socket, tls: ImapServerOptions['tls']): Promise<TLSSocket> {
  const server = createTlsServer({ cert: tls.certPem, key: tls.keyPem });
  return new Promise((resolve, reject) => {
    server.once('secureConnection', resolve);
    server.once('tlsClientError', (error) => {
      reject(new ConnectionEnded(`TLS handshake failed: ${error.message}`));
    });
    socket.once('close', () => {
      reject(new ConnectionEnded('closed during the TLS handshake'));
    });
    server.emit('connection', socket);
  });
}
