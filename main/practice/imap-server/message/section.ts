import { bad } from '../outcome.ts';
import { bodyStart, headerFields } from './header.ts';
import { parseMime, type MimePart } from './mime-tree.ts';

const WHATS = ['', 'HEADER', 'TEXT', 'MIME', 'HEADER.FIELDS', 'HEADER.FIELDS.NOT'] as const;

/** What is between the brackets of `BODY[…]` (RFC 9051 6.4.5.1). */
export interface Section {
  /** Numbers of the part; empty for the message itself. */
  readonly part: readonly number[];
  readonly what: (typeof WHATS)[number];
  /** Field names in lower case. */
  readonly fields: readonly string[];
}

const SECTION =
  /^((?:[1-9]\d{0,4}\.)*[1-9]\d{0,4})?\.?(HEADER\.FIELDS(?:\.NOT)?|HEADER|TEXT|MIME)?(?: \(([^()]+)\))?$/i;

/** Parses a section. Throws BAD when it is none. */
export function parseSection(text: string): Section {
  const match = SECTION.exec(text);
  if (match === null) throw bad('Invalid section');
  const what = WHATS.find((known) => known === (match[2] ?? '').toUpperCase()) ?? '';
  const part = match[1]?.split('.').map(Number) ?? [];
  const fields = match[3]?.split(' ').map((name) => name.replace(/^"|"$/g, '').toLowerCase()) ?? [];
  if (what.startsWith('HEADER.FIELDS') !== fields.length > 0) throw bad('Invalid header field list');
  if (what === 'MIME' && part.length === 0) throw bad('MIME needs a part number');
  return { part, what, fields };
}

/** The bytes of a section, or null when the message has no such part. */
export function readSection(message: Buffer, section: Section): Buffer | null {
  if (section.part.length > 0) return readPart(message, section);
  if (section.what === '') return message;
  const body = bodyStart(message);
  return section.what === 'TEXT' ? message.subarray(body) : readHeader(message.subarray(0, body), section);
}

function readPart(message: Buffer, section: Section): Buffer | null {
  const part = findPart(parseMime(message), section.part);
  if (part === null) return null;
  if (section.what === 'MIME') return message.subarray(part.start, part.body);
  if (section.what === '') return message.subarray(part.body, part.end);
  const embedded = isMessage(part) ? part.children[0] : undefined;
  if (embedded === undefined) return null;
  if (section.what === 'TEXT') return message.subarray(embedded.body, embedded.end);
  return readHeader(message.subarray(embedded.start, embedded.body), section);
}

/** Part 1 of what is not multipart is the body itself; numbers below an embedded message go through it. */
function findPart(root: MimePart, path: readonly number[]): MimePart | null {
  let part = root;
  let whole = true;
  for (const number of path) {
    const inside: MimePart = !whole && isMessage(part) ? (part.children[0] ?? part) : part;
    const multipart = inside.children.length > 0 && !isMessage(inside);
    const enters = whole || inside !== part;
    const next = multipart ? inside.children[number - 1] : number === 1 && enters ? inside : undefined;
    if (next === undefined) return null;
    part = next;
    whole = false;
  }
  return part;
}

function isMessage(part: MimePart): boolean {
  return `${part.type}/${part.subtype}`.toLowerCase() === 'message/rfc822';
}

function readHeader(header: Buffer, section: Section): Buffer {
  if (section.what === 'HEADER') return header;
  const wanted = section.what === 'HEADER.FIELDS';
  const kept = headerFields(header).filter((field) => section.fields.includes(field.name.toLowerCase()) === wanted);
  const text = kept.map((field) => (field.raw.endsWith('\n') ? field.raw : `${field.raw}\r\n`)).join('');
  // The empty line after the header is always part of the answer.
  return Buffer.from(`${text}\r\n`, 'latin1');
}
