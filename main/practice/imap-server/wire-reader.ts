import type { Socket } from 'node:net';

/** Thrown when the other side is gone, or is cut off. */
export class ConnectionEnded extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'ConnectionEnded';
  }
}

const LINE_FEED = 0x0a;
/** Reading from the socket pauses while more than this is waiting to be looked at. */
const BUFFERED = 1_048_576;

/** Reads lines and counted bytes from a socket, no faster than they are asked for. One read at a time. */
export class WireReader {
  /** Bytes taken from the socket so far. */
  received = 0;
  readonly #socket: Socket;
  readonly #onReceived: (bytes: number) => void;
  #chunks: Buffer[] = [];
  #waiting = 0;
  #ended = false;
  #wake: (() => void) | null = null;

  /** @param onReceived told of every chunk's length as it comes in */
  constructor(socket: Socket, onReceived: (bytes: number) => void) {
    this.#socket = socket;
    this.#onReceived = onReceived;
    socket.on('data', this.#onData);
    socket.on('end', this.#onEnd);
    socket.on('close', this.#onEnd);
  }

  /** One line without its CRLF (a bare LF ends it too). Rejects with ConnectionEnded, also when it is longer than `limit`. */
  async readLine(limit: number): Promise<Buffer> {
    const taken: Buffer[] = [];
    let length = 0;
    for (;;) {
      const chunk = await this.#next();
      const at = chunk.indexOf(LINE_FEED);
      const part = at === -1 ? chunk : chunk.subarray(0, at);
      taken.push(part);
      length += part.length;
      if (length > limit) throw new ConnectionEnded('line too long');
      if (at === -1) continue;
      this.#putBack(chunk.subarray(at + 1));
      const line = taken.length === 1 ? part : Buffer.concat(taken);
      return line.at(-1) === 0x0d ? line.subarray(0, -1) : line;
    }
  }

  /** Exactly `count` bytes, handed over piece by piece. */
  async readBytes(count: number, onBytes: (bytes: Buffer) => void): Promise<void> {
    let left = count;
    while (left > 0) {
      const chunk = await this.#next();
      const part = chunk.subarray(0, left);
      onBytes(part);
      left -= part.length;
      this.#putBack(chunk.subarray(part.length));
    }
  }

  /** Stops listening and forgets what was read: what a client (or somebody else) sent in the clear before TLS must not count after it. */
  detach(): Socket {
    this.#socket.off('data', this.#onData);
    this.#socket.off('end', this.#onEnd);
    this.#socket.off('close', this.#onEnd);
    this.#socket.pause();
    this.#chunks = [];
    return this.#socket;
  }

  async #next(): Promise<Buffer> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk !== undefined) {
        this.#waiting -= chunk.length;
        if (this.#waiting < BUFFERED && this.#socket.isPaused()) this.#socket.resume();
        return chunk;
      }
      if (this.#ended) throw new ConnectionEnded('closed by the client');
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #putBack(rest: Buffer): void {
    if (rest.length === 0) return;
    this.#chunks.unshift(rest);
    this.#waiting += rest.length;
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#chunks.push(chunk);
    this.#waiting += chunk.length;
    this.received += chunk.length;
    if (this.#waiting >= BUFFERED) this.#socket.pause();
    this.#onReceived(chunk.length);
    this.#wake?.();
  };

  readonly #onEnd = (): void => {
    this.#ended = true;
    this.#wake?.();
  };
}
