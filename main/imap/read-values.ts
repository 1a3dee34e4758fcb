import type { ResponseAtom, ResponseValue } from './response-values.ts';

/** A place in a response, while its values are read. */
export interface Cursor {
  /** The response without the contents of its literals, one character per octet. */
  readonly text: string;
  readonly literals: readonly Buffer[];
  at: number;
  nextLiteral: number;
}

const LITERAL = /~?\{\d+\+?\}\r?\n/y;
const ATOM = /[^ ()"[\r\n]*/y;
const WITH_SECTION = /^(?:BODY|BINARY)$/i;
const SECTION_END = /\](?:<\d+>)?/g;
const REST_OF_ATOM = /[^ ()"\r\n]*/y;
/** Lists within lists; FLAGS needs two. */
const DEEPEST = 8;

/** What was read is no value. */
export class Garbled extends Error {}

/** Reads one value (RFC 9051 9), and moves the cursor behind it. Quoted strings keep their octets. @throws Garbled */
export function readValue(cursor: Cursor, depth = 0): ResponseValue {
  switch (cursor.text.charAt(cursor.at)) {
    case '(':
      return readList(cursor, depth + 1);
    case '"':
      return readQuoted(cursor);
    case '{':
    case '~':
      return readLiteral(cursor);
    default:
      return readAtom(cursor);
  }
}

/** Goes past spaces, however many. */
export function skipSpaces(cursor: Cursor): void {
  while (cursor.text.charAt(cursor.at) === ' ') cursor.at += 1;
}

/** The text of octets: as a string where all are ASCII, else the octets themselves. */
export function octetString(octets: string): string | Buffer {
  return /[\u0080-\u00ff]/.test(octets) ? Buffer.from(octets, 'latin1') : octets;
}

function readList(cursor: Cursor, depth: number): ResponseValue[] {
  if (depth > DEEPEST) throw new Garbled();
  const values: ResponseValue[] = [];
  cursor.at += 1;
  for (;;) {
    skipSpaces(cursor);
    if (cursor.text.charAt(cursor.at) === ')') break;
    values.push(readValue(cursor, depth));
  }
  cursor.at += 1;
  return values;
}

function readQuoted(cursor: Cursor): ResponseAtom {
  let end = cursor.at + 1;
  let escaped = false;
  for (; cursor.text.charAt(end) !== '"'; end += 1) {
    if (end >= cursor.text.length) throw new Garbled();
    if (cursor.text.charAt(end) === '\\') {
      escaped = true;
      end += 1;
    }
  }
  const raw = cursor.text.slice(cursor.at + 1, end);
  cursor.at = end + 1;
  return { type: 'STRING', value: octetString(escaped ? raw.replace(/\\(.)/gs, '$1') : raw) };
}

function readLiteral(cursor: Cursor): ResponseAtom {
  const marker = take(cursor, LITERAL);
  const value = cursor.literals[cursor.nextLiteral];
  if (marker === '' || !value) throw new Garbled();
  cursor.nextLiteral += 1;
  return { type: 'LITERAL', value };
}

function readAtom(cursor: Cursor): ResponseAtom | null {
  const name = take(cursor, ATOM);
  if (cursor.text.charAt(cursor.at) !== '[') {
    if (name === '') throw new Garbled();
    return name.toUpperCase() === 'NIL' ? null : { type: 'ATOM', value: name };
  }
  if (!WITH_SECTION.test(name)) return { type: 'ATOM', value: name + take(cursor, REST_OF_ATOM) };
  SECTION_END.lastIndex = cursor.at;
  const found = SECTION_END.exec(cursor.text);
  if (!found) throw new Garbled();
  const section: ResponseValue[] = [{ type: 'TEXT', value: cursor.text.slice(cursor.at + 1, found.index) }];
  cursor.at = SECTION_END.lastIndex;
  return { type: 'ATOM', value: name, section };
}

function take(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const taken = pattern.exec(cursor.text)?.[0] ?? '';
  cursor.at += taken.length;
  return taken;
}
