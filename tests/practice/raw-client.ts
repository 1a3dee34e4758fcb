import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { SimulatedServer } from '../support/simulated-server.ts';

/** A tagged response with everything before it. */
export interface Answer {
  readonly status: string;
  /** Text of the tagged response. */
  readonly text: string;
  /** Untagged responses, literals included, without the final CRLF; one character per byte. */
  readonly untagged: readonly string[];
  /** Continuation requests. */
  readonly continued: number;
}

/** A client that sends exactly what it is told, and reads responses with their literals. One character is one byte. */
export class RawClient {
  readonly socket: Socket;
  #data = '';
  #ended = false;
  #wake: (() => void) | null = null;
  #tag = 0;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      this.#data += chunk;
      this.#wake?.();
    });
    for (const event of ['end', 'close', 'error']) {
      socket.on(event, () => {
        this.#ended = true;
        this.#wake?.();
      });
    }
  }

  send(text: string | Buffer): void {
    this.socket.write(typeof text === 'string' ? Buffer.from(text, 'latin1') : text);
  }

  /** Sends a command and waits for its tagged response. Literals must be non-synchronising. */
  async run(command: string): Promise<Answer> {
    const tag = this.start(command);
    return this.finish(tag);
  }

  /** Sends a command and gives its tag. */
  start(command: string): string {
    this.#tag += 1;
    const tag = `t${String(this.#tag)}`;
    this.send(`${tag} ${command}\r\n`);
    return tag;
  }

  async finish(tag: string): Promise<Answer> {
    const untagged: string[] = [];
    let continued = 0;
    for (;;) {
      const response = await this.response();
      if (response.startsWith(`${tag} `)) {
        const [, status = '', ...text] = response.split(' ');
        return { status, text: text.join(' '), untagged, continued };
      }
      if (response.startsWith('+')) continued += 1;
      else untagged.push(response.replace(/^\* /, ''));
    }
  }

  /** The next whole response. Rejects when the connection ends before. */
  async response(): Promise<string> {
    let at = 0;
    for (;;) {
      const lineEnd = this.#data.indexOf('\r\n', at);
      if (lineEnd === -1) {
        await this.#more();
        continue;
      }
      const announced = /\{(\d+)\}$/.exec(this.#data.slice(at, lineEnd));
      if (announced === null) {
        const response = this.#data.slice(0, lineEnd);
        this.#data = this.#data.slice(lineEnd + 2);
        return response;
      }
      at = lineEnd + 2 + Number(announced[1]);
      while (this.#data.length < at) await this.#more();
    }
  }

  /** Everything until the other side hangs up. */
  async rest(): Promise<string> {
    while (!this.#ended) await this.#more().catch(() => undefined);
    return this.#data;
  }

  close(): void {
    this.socket.destroy();
  }

  async #more(): Promise<void> {
    if (this.#ended) throw new Error(`connection ended; unread: ${JSON.stringify(this.#data.slice(0, 200))}`);
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }
}

/** Connects and reads the greeting. */
export async function connectRaw(server: SimulatedServer): Promise<{ client: RawClient; greeting: string }> {
  const { host, port } = server;
  const socket = server.implicitTls
    ? connectTls({ host, port, ca: server.caPem, servername: 'localhost' })
    : connectPlain({ host, port });
  const client = new RawClient(socket);
  return { client, greeting: await client.response() };
}

/** Connects and signs in. */
export async function signInRaw(server: SimulatedServer): Promise<RawClient> {
  const { client } = await connectRaw(server);
  const answer = await client.run(`LOGIN ${server.user} ${server.password}`);
  if (answer.status !== 'OK') throw new Error(answer.text);
  return client;
}

/** A non-synchronising literal. */
export function literal(text: string): string {
  return `{${String(text.length)}+}\r\n${text}`;
}
