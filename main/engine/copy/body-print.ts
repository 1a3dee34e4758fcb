import { createHash } from 'node:crypto';
import type { OctetSink } from '../ports.ts';
import { digestOf, fingerprintOf, looseDigestOf, LooseDigest, MAX_HEADER } from './fingerprint.ts';

/** What a message that was read can be recognised by; see fingerprint.ts. */
export interface BodyPrint {
  /** Octets. */
  readonly length: number;
  fingerprint(): Buffer;
  exact(): Buffer;
  loose(): Buffer;
}

/** Of a message that is held whole. */
export function printOf(body: Buffer): BodyPrint {
  return {
    length: body.length,
    fingerprint: () => fingerprintOf(body),
    exact: () => digestOf(body),
    loose: () => looseDigestOf(body),
  };
}

/** The first octets of a message, as many as its header may have. */
export class Head {
  readonly #pieces: Buffer[] = [];
  #length = 0;

  add(piece: Buffer): void {
    if (this.#length >= MAX_HEADER) return;
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  get isFull(): boolean {
    return this.#length >= MAX_HEADER;
  }

  octets(): Buffer {
    return Buffer.concat(this.#pieces);
  }
}

/** Of a message that goes by in pieces. @param onEnd told when it has gone by whole */
export class PrintSink implements OctetSink {
  readonly #exact = createHash('sha256');
  readonly #loose = new LooseDigest();
  readonly #head = new Head();
  readonly #onEnd: (print: BodyPrint) => void;
  #length = 0;

  constructor(onEnd: (print: BodyPrint) => void) {
    this.#onEnd = onEnd;
  }

  write(piece: Buffer): void {
    this.#length += piece.length;
    this.#exact.update(piece);
    this.#loose.update(piece);
    // A piece is a part of what the socket gave, which would be kept with it.
    if (!this.#head.isFull) this.#head.add(Buffer.from(piece));
  }

  end(): void {
    const [exact, loose, head] = [this.#exact.digest(), this.#loose.digest(), this.#head.octets()];
    this.#onEnd({
      length: this.#length,
      fingerprint: () => fingerprintOf(head),
      exact: () => exact,
      loose: () => loose,
    });
  }

  fail(): void {
    // Then nothing is told of it.
  }
}
