import { WireError } from './wire-error.ts';
import type { StreamedLiteral } from './imapflow-internals.ts';

const CRLF = Buffer.from('\r\n');
/** Octets of a message that wait to be sent before more of it are asked for. */
const AHEAD_BYTES = 512 * 1024;

/** The way to the server. */
export interface WayOut {
  isClosed(): boolean;
  push(parts: readonly Buffer[]): void;
  /** Resolves when no more than so many bytes wait. */
  below(bytes: number): Promise<void>;
  /** Ends the connection, with a reason. */
  fail(error: Error): void;
}

/** A command whose last literal is sent as its octets come. */
export class StreamedCommand {
  readonly #steps: Buffer[][];
  readonly #literal: StreamedLiteral;
  readonly #out: WayOut;
  #feeding: Promise<void> | null = null;

  /** @param steps what is sent at once, and then each time the server says `+`; see serializeUpTo */
  constructor(steps: Buffer[][], literal: StreamedLiteral, out: WayOut) {
    this.#steps = steps;
    this.#literal = literal;
    this.#out = out;
  }

  /** Sends what the server may be sent next: at the beginning, after `+`, or at once with LITERAL+. */
  goOn(): void {
    const parts = this.#steps.shift();
    if (parts) this.#out.push(parts);
    else this.#feeding ??= this.#feed();
  }

  /** The server has answered. One that refused early still swallows all octets: the next command must not overtake them. */
  async answered(): Promise<void> {
    await this.#feeding;
  }

  /** Never rejects: octets that do not come leave a command that nobody can end, and so the connection ends. */
  async #feed(): Promise<void> {
    const { octets, length } = this.#literal;
    let left = length;
    try {
      for await (const piece of octets) {
        left -= piece.length;
        if (this.#out.isClosed() || left < 0) break;
        this.#out.push([piece]);
        await this.#out.below(AHEAD_BYTES);
      }
      if (left !== 0) throw new WireError('CLOSED');
      this.#out.push([CRLF]);
    } catch (error) {
      this.#out.fail(error instanceof Error ? error : new WireError('CLOSED'));
    }
  }
}
