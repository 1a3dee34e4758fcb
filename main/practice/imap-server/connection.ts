import type { Socket } from 'node:net';
import { capabilitiesOf } from './capabilities.ts';
import { readCommand } from './command-reader.ts';
import { runCommand } from './run-command.ts';
import { judgeLiteral } from './literal-policy.ts';
import type { ScriptedConnection } from './server-script.ts';
import { Session, type ServerContext, type SessionWire } from './session.ts';
import { ConnectionEnded, WireReader } from './wire-reader.ts';
import { WireWriter } from './wire-writer.ts';

/** How one connection begins. */
export interface ConnectionOptions {
  readonly context: ServerContext;
  readonly id: number;
  readonly encrypted: boolean;
  /** More connections than allowed are open. */
  readonly overLimit: boolean;
  /** Does the server's part of the TLS handshake on a plain socket. */
  secure(socket: Socket): Promise<Socket>;
}

const LINGER_MS = 500;
const LONGEST_CONTINUATION = 65_536;

/** Serves one connection from greeting to end. */
export class Connection implements ScriptedConnection, SessionWire {
  readonly id: number;
  readonly #options: ConnectionOptions;
  readonly #session: Session;
  readonly #closing = new AbortController();
  #socket: Socket;
  #reader: WireReader;
  #writer: WireWriter;
  #earlier = { sent: 0, received: 0 };
  #commands = 0;
  #cut = false;

  constructor(socket: Socket, options: ConnectionOptions) {
    this.#options = options;
    this.id = options.id;
    this.#socket = socket;
    this.#session = new Session(options.context, this, this, options.encrypted);
    this.#reader = this.#newReader(socket);
    this.#writer = this.#newWriter(socket);
    this.#watch(socket);
  }

  get store(): ServerContext['store'] {
    return this.#options.context.store;
  }

  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  get bytesSent(): number {
    return this.#earlier.sent + this.#writer.sent;
  }

  get bytesReceived(): number {
    return this.#earlier.received + this.#reader.received;
  }

  /** Serves until the connection is over; rejects only on a fault of this server. */
  async serve(): Promise<void> {
    try {
      await this.#options.context.script.connected?.(this);
      await this.#greet();
      while (!this.#session.leaving) await this.#serveCommand();
      await this.flush();
    } catch (error) {
      if (!(error instanceof ConnectionEnded)) throw error;
    } finally {
      this.cut();
    }
  }

  async write(data: string | Buffer): Promise<void> {
    await this.#writer.write(data);
  }

  async flush(): Promise<void> {
    await this.#writer.flush();
  }

  async readLine(): Promise<string> {
    return (await this.#reader.readLine(LONGEST_CONTINUATION)).toString('latin1');
  }

  async send(text: string): Promise<void> {
    await this.write(text);
    await this.flush();
  }

  get wasCut(): boolean {
    return this.#cut;
  }

  cut(): void {
    this.#cut = true;
    const socket = this.#socket;
    socket.destroySoon();
    // A client that does not read must not keep the connection.
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
    this.#closing.abort();
  }

  /** Drops the connection with whatever is still under way. */
  destroy(): void {
    this.#socket.destroy();
    this.#closing.abort();
  }

  async #greet(): Promise<void> {
    const { script, rules } = this.#options.context;
    const session = this.#session;
    const full = this.#options.overLimit && rules.overLimit === 'BYE';
    const scripted = script.greeting?.(this) ?? null;
    const greeting = full ? ({ status: 'BYE', text: '[UNAVAILABLE] Too many connections' } as const) : scripted;
    if (greeting?.status === 'PREAUTH') session.signedIn = true;
    if (greeting?.status === 'BYE') session.leaving = true;
    const text = greeting?.text ?? `[CAPABILITY ${capabilitiesOf(session)}] Practice server ready`;
    await session.untagged(`${greeting?.status ?? 'OK'} ${text}`);
    await this.flush();
  }

  async #serveCommand(): Promise<void> {
    const session = this.#session;
    const raw = await readCommand(this.#reader, {
      judge: (parts, literal) => judgeLiteral(session, parts, literal),
      invite: () => this.send('+ Ready for literal data\r\n'),
    });
    if (this.#cut) throw new ConnectionEnded('cut while reading');
    this.#commands += 1;
    await runCommand(session, raw, { number: this.#commands, overLimit: this.#options.overLimit });
    await this.flush();
    if (session.upgrading) await this.#upgrade();
  }

  async #upgrade(): Promise<void> {
    this.#earlier = { sent: this.bytesSent, received: this.bytesReceived };
    const socket = await this.#options.secure(this.#reader.detach());
    this.#socket = socket;
    this.#watch(socket);
    this.#reader = this.#newReader(socket);
    this.#writer = this.#newWriter(socket);
    this.#session.upgrading = false;
    this.#session.encrypted = true;
  }

  #newReader(socket: Socket): WireReader {
    return new WireReader(socket, () => this.#options.context.script.received?.(this));
  }

  #newWriter(socket: Socket): WireWriter {
    const { script } = this.#options.context;
    return new WireWriter(socket, (bytes, send) =>
      script.write === undefined ? send(bytes) : script.write(this, bytes, send),
    );
  }

  #watch(socket: Socket): void {
    // A reset by the other side is followed by close, which ends reading and writing.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (socket === this.#socket) this.#closing.abort();
    });
  }
}
