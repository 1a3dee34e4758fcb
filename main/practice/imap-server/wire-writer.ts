import type { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { ConnectionEnded } from './wire-reader.ts';

/** Small responses are gathered to about this many bytes before they go out. */
const GATHERED = 65_536;

/** How gathered bytes reach a socket; a script may stand in between. */
export type Deliver = (bytes: Buffer, send: (bytes: Buffer) => Promise<void>) => Promise<void>;

/** Writes to a socket no faster than the other side reads, in the order of the calls. */
export class WireWriter {
  /** Bytes handed to the socket so far. */
  sent = 0;
  readonly #socket: Socket;
  readonly #deliver: Deliver;
  #gathered: Buffer[] = [];
  #length = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(socket: Socket, deliver: Deliver) {
    this.#socket = socket;
    this.#deliver = deliver;
  }

  /** Adds bytes, or text with one character per byte. Waits when enough has gathered. */
  async write(data: string | Buffer): Promise<void> {
    const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
    this.#gathered.push(bytes);
    this.#length += bytes.length;
    if (this.#length >= GATHERED) await this.flush();
  }

  /** Sends what has gathered. Rejects with ConnectionEnded when nobody is there any more. */
  flush(): Promise<void> {
    if (this.#length === 0) return this.#last;
    const bytes = Buffer.concat(this.#gathered, this.#length);
    this.#gathered = [];
    this.#length = 0;
    const sending = this.#last.then(() => this.#deliver(bytes, (part) => this.#send(part)));
    this.#last = sending;
    // Whoever awaits gets the error; nobody awaiting (IDLE's notices) must not end the process.
    sending.catch(() => undefined);
    return sending;
  }

  async #send(bytes: Buffer): Promise<void> {
    const socket = this.#socket;
    if (socket.destroyed || !socket.writable) throw new ConnectionEnded('nobody to write to');
    this.sent += bytes.length;
    if (socket.write(bytes)) {
      // This server shares its process with whoever uses it: a long answer must let others have their turn.
      await turn();
      return;
    }
    await drained(socket);
    if (socket.destroyed) throw new ConnectionEnded('closed while writing');
  }
}

/** Resolves when the socket takes more, or never will. */
async function drained(socket: Socket): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });
}
