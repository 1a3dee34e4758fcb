import { createHash } from 'node:crypto';

/**
 * The header fields that identify a message, in the order they are hashed. The adapter asks servers for exactly these.
 * None of them is changed by servers on storing, unlike Received or Status.
 */
const IDENTITY_FIELDS = ['message-id', 'date', 'from', 'to', 'subject'] as const;

/** A header longer than this is cut for the fingerprint: it identifies well enough, and a message without an empty line stays cheap. */
const MAX_HEADER = 512 * 1024;

/** `X`. */
const EIGHT_BIT_AT_CYRUS = 0x58;

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
  const text = Buffer.allocUnsafe(body.length);
  let length = 0;
  for (const byte of body) {
    if (byte === 0x0d) continue;
    text[length++] = byte === 0x00 ? 0x80 : byte;
  }
  while (length > 0 && text[length - 1] === 0x0a) length--;
  const end = text[0] === 0x0a ? 0 : text.indexOf('\n\n');
  for (let at = 0, header = end < 0 ? length : Math.min(end, length); at < header; at++) {
    if ((text[at] ?? 0) > 0x7f) text[at] = EIGHT_BIT_AT_CYRUS;
  }
  return createHash('sha256').update(text.subarray(0, length)).digest();
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
