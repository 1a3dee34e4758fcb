import type { Socket } from 'node:net';
import { parseCommand, type Command } from './command.ts';

const LITERAL = /\{(\d+)(\+?)\}$/;

/** Reads commands from a connection. */
export class CommandReader {
  readonly #socket: Socket;
  #held: Buffer = Buffer.alloc(0);
  #ended = false;
  #wake: () => void = () => undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
      this.#wake();
    });
    for (const event of ['end', 'close', 'error']) {
      socket.on(event, () => {
        this.#ended = true;
        this.#wake();
      });
    }
  }

  /**
   * The next command, or null when the client is gone.
   * @param goOn asks for a literal that waits for that
   */
  async command(goOn: () => void): Promise<Command | null> {
    const parts: (string | Buffer)[] = [];
    for (;;) {
      const line = await this.line();
      if (line === null) return null;
      parts.push(line);
      const literal = LITERAL.exec(line);
      if (!literal) return parseCommand(parts);
      if (literal[2] === '') goOn();
      const octets = await this.#octets(Number(literal[1]));
      if (octets === null) return null;
      parts.push(octets);
    }
  }

  /** The next line without its CRLF, or null when the client is gone. */
  async line(): Promise<string | null> {
    for (;;) {
      const end = this.#held.indexOf('\r\n');
      if (end >= 0) return this.#take(end + 2).toString('latin1', 0, end);
      if (!(await this.#more())) return null;
    }
  }

  /** Resolves when the client is gone. */
  async gone(): Promise<void> {
    while (await this.#more());
  }

  async #octets(count: number): Promise<Buffer | null> {
    while (this.#held.length < count) if (!(await this.#more())) return null;
    return this.#take(count);
  }

  #take(count: number): Buffer {
    const taken = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return taken;
  }

  async #more(): Promise<boolean> {
    if (this.#ended || this.#socket.destroyed) return false;
    const before = this.#held.length;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    // What a client sent before it went counts.
    return this.#held.length > before || !this.#ended;
  }
}
