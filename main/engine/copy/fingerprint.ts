import { createHash } from 'node:crypto';

/**
 * The header fields that identify a message, in the order they are hashed. The adapter asks servers for exactly these.
 * None of them is changed by servers on storing, unlike Received or Status.
 */
const IDENTITY_FIELDS = ['message-id', 'date', 'from', 'to', 'subject'] as const;

/** A header longer than this is cut for the fingerprint: it identifies well enough, and a message without an empty line stays cheap. */
export const MAX_HEADER = 512 * 1024;

/** `X`. */
const EIGHT_BIT_AT_CYRUS = 0x58;
const NUL_AT_DOVECOT = 0x80;
const [NUL, LF, CR] = [0x00, 0x0a, 0x0d];
const LINE_ENDS = Buffer.alloc(1024, LF);

/** Marks the fingerprint of a message without Message-ID: its fields may not be enough to tell it from another. */
const WEAK = 0x00;
const STRONG = 0x01;

/**
 * Fingerprint, 16 bytes, of a message from its header block (a whole message, or what `BODY[HEADER.FIELDS (...)]` answered).
 * Only letters, digits and a few signs of each value count: servers fold lines, replace 8-bit bytes and NUL differently. `X` does not
 * count, since that is what Cyrus puts in the place of an 8-bit byte.
 * The first byte tells whether there is a Message-ID, see {@link isStrong}.
 */
export function fingerprintOf(block: Buffer): Buffer {
  const values = identityValues(block);
  const identity = IDENTITY_FIELDS.map((field) => [`${field}:`, ...(values.get(field) ?? [])].join('\n'));
  const fingerprint = Buffer.from(createHash('sha256').update(identity.join('\n')).digest().subarray(0, 16));
  fingerprint[0] = values.get('message-id')?.some((value) => value.length > 0) ? STRONG : WEAK;
  return fingerprint;
}

/** Whether a fingerprint, with size and date, is enough to recognise a message: it was made with a Message-ID. */
export function isStrong(fingerprint: Buffer): boolean {
  return fingerprint[0] === STRONG;
}

/** SHA-256 of the bytes as they are. */
export function digestOf(body: Buffer): Buffer {
  return createHash('sha256').update(body).digest();
}

/**
 * SHA-256 of the bytes without what servers change on storing: CR is left out, NUL and what Dovecot serves in its
 * place (0x80) count as one, and so do 8-bit bytes of the header and the `X` that Cyrus puts in their place; empty lines at the end do not
 * count. Two messages with equal loose digests are the same message.
 */
export function looseDigestOf(body: Buffer): Buffer {
  return new LooseDigest().update(body).digest();
}

/** {@link looseDigestOf} for a message that comes in pieces. */
export class LooseDigest {
  readonly #hash = createHash('sha256');
  /** Line ends at the end of what has come: they count only when something follows. */
  #lineEnds = 0;
  #isHeader = true;
  #isAtStart = true;

  update(piece: Buffer): this {
    const text = Buffer.allocUnsafe(piece.length);
    let length = 0;
    let lineEnds = 0;
    for (const octet of piece) {
      if (octet === CR) continue;
      if (octet === LF) {
        // An empty line: the header is over.
        if (this.#isAtStart || lineEnds + this.#lineEnds > 0) this.#isHeader = false;
        this.#isAtStart = false;
        lineEnds += 1;
        continue;
      }
      this.#isAtStart = false;
      this.#countLineEnds();
      for (; lineEnds > 0; lineEnds--) text[length++] = LF;
      const served = octet === NUL ? NUL_AT_DOVECOT : octet;
      text[length++] = this.#isHeader && served > 0x7f ? EIGHT_BIT_AT_CYRUS : served;
    }
    this.#hash.update(text.subarray(0, length));
    this.#lineEnds += lineEnds;
    return this;
  }

  digest(): Buffer {
    return this.#hash.digest();
  }

  #countLineEnds(): void {
    for (; this.#lineEnds > LINE_ENDS.length; this.#lineEnds -= LINE_ENDS.length) this.#hash.update(LINE_ENDS);
    if (this.#lineEnds > 0) this.#hash.update(LINE_ENDS.subarray(0, this.#lineEnds));
    this.#lineEnds = 0;
  }
}

function identityValues(block: Buffer): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const line of unfoldedLines(headerOf(block))) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const field = line.slice(0, colon).trim().toLowerCase();
    if (!(IDENTITY_FIELDS as readonly string[]).includes(field)) continue;
    const value = line.slice(colon + 1).replaceAll(/[^A-WYZa-z0-9@.<>+=/_-]/g, '');
    values.set(field, [...(values.get(field) ?? []), value]);
  }
  return values;
}

/** The header block as latin1 text, up to the empty line; found in the bytes first, so that no body becomes text. */
function headerOf(block: Buffer): string {
  const crlf = block.indexOf('\n\r\n');
  const header = block.subarray(0, crlf < 0 ? MAX_HEADER : Math.min(MAX_HEADER, crlf));
  const text = header.toString('latin1');
  const end = /\n\r*\n/.exec(text);
  return end ? text.slice(0, end.index) : text;
}

function unfoldedLines(header: string): string[] {
  return header.replaceAll(/\r*\n[ \t]+/g, ' ').split(/\r*\n/);
}
