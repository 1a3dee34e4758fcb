import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { TLSSocket, createSecureContext, createServer as createTlsServer } from 'node:tls';
import type { AccountAddress } from '../../shared/model/account.ts';
import type { TestCertificate } from '../support/dovecot-certificate.ts';

/** The server's end of one connection, for scripts that answer line by line. */
export class Peer {
  /** Every line read, without CRLF, to look at afterwards. */
  readonly lines: string[] = [];
  #socket: Socket;
  #chunks: Buffer[] = [];
  #ended = false;
  #wake: () => void = () => undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen(socket);
  }

  send(text: string): void {
    this.#socket.write(text, 'latin1');
  }

  /** Sends, and waits until the client has taken it. @returns false when it is gone */
  async flush(text: string): Promise<boolean> {
    if (this.#ended || this.#socket.destroyed) return false;
    return new Promise((resolve) => this.#socket.write(text, 'latin1', (error) => resolve(!error)));
  }

  /** The next line without CRLF. Rejects when the connection ends. */
  async line(): Promise<string> {
    let end = lineEnd(this.#held());
    for (; end === 0; end = lineEnd(this.#held())) await this.#more();
    const bytes = this.#take(end);
    const line = bytes.subarray(0, -2).toString('latin1');
    this.lines.push(line);
    return line;
  }

  /** The next `count` octets. */
  async octets(count: number): Promise<Buffer> {
    while (this.unread < count) await this.#more();
    return this.#take(count);
  }

  /** How much has arrived and was not read by the script. */
  get unread(): number {
    return this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  }

  /** Reads a command and answers OK, with `untagged` before it. @returns the command without its tag */
  async ok(untagged = '', code = ''): Promise<string> {
    const [tag = '', ...rest] = (await this.line()).split(' ');
    this.send(`${untagged}${tag} OK ${code}done\r\n`);
    return rest.join(' ');
  }

  /** Greets and lets anybody in, offering `capabilities`. */
  async signIn(capabilities: string): Promise<void> {
    this.send(`* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n`);
    await this.ok('', `[CAPABILITY IMAP4rev1 ${capabilities}] `);
  }

  /** Becomes the server's side of TLS, as after STARTTLS. */
  startTls(certificate: TestCertificate): void {
    this.#socket.removeAllListeners('data');
    const secureContext = createSecureContext(pemOf(certificate));
    this.#socket = new TLSSocket(this.#socket, { isServer: true, secureContext });
    this.#listen(this.#socket);
  }

  /** Ends, by an error, when the client is gone; until then reads on. */
  async gone(): Promise<void> {
    for (;;) await this.#more();
  }

  /** Reads nothing from the wire for a while. */
  pause(milliseconds: number): void {
    this.#socket.pause();
    setTimeout(() => this.#socket.resume(), milliseconds);
  }

  end(): void {
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #listen(socket: Socket): void {
    socket.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#wake();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  #held(): Buffer {
    const held = Buffer.concat(this.#chunks);
    this.#chunks = [held];
    return held;
  }

  #take(count: number): Buffer {
    const held = this.#held();
    this.#chunks = [held.subarray(count)];
    return held.subarray(0, count);
  }

  #more(): Promise<void> {
    if (this.#ended) throw new Error('The client is gone');
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

/** A server that does what a script says, on loopback. */
export interface ScriptedServer {
  readonly address: AccountAddress;
  /** The ends of all connections so far. */
  readonly peers: readonly Peer[];
  stop(): Promise<void>;
}

/** Starts one. With `certificate` it speaks TLS from the first byte, without it plaintext (then for STARTTLS). */
export async function startScripted(
  script: (peer: Peer) => Promise<void>,
  certificate: TestCertificate | null,
  host = '127.0.0.1',
): Promise<ScriptedServer> {
  const peers: Peer[] = [];
  const onConnection = (socket: Socket): void => {
    const peer = new Peer(socket);
    peers.push(peer);
    // A script that waits for more from a client that left just ends.
    script(peer).catch(() => peer.destroy());
  };
  const server: Server = certificate ? createTlsServer(pemOf(certificate), onConnection) : createServer(onConnection);
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: { host, port, security: certificate ? 'tls' : 'starttls', user: 'mover@example.org' },
    peers,
    async stop() {
      for (const peer of peers) peer.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pemOf(certificate: TestCertificate): { cert: string; key: string } {
  return { cert: readFileSync(certificate.certFile, 'utf8'), key: readFileSync(certificate.keyFile, 'utf8') };
}

/** Length of the first line with its CRLF; 0 while it is not complete. */
function lineEnd(held: Buffer): number {
  const at = held.indexOf('\r\n');
  return at === -1 ? 0 : at + 2;
}
