import type { ParsedResponse } from './imapflow-internals.ts';
import type { ResponseAtom, ResponseValue } from './response-values.ts';

// imapflow's parser is general, and it writes each response out again for a log that we do not keep; together that was most of
// the processor time of an index. A FETCH response is simple, so it is read here. Quoted strings keep their octets, too.

interface Cursor {
  /** The response without the contents of its literals, one character per octet. */
  readonly text: string;
  readonly literals: readonly Buffer[];
  at: number;
  nextLiteral: number;
}

const START = /^\* \d{1,10} FETCH (?=\()/i;
const LITERAL = /~?\{\d+\}\r?\n/y;
const ATOM = /[^ ()"[\r\n]*/y;
const WITH_SECTION = /^(?:BODY|BINARY)$/i;
const SECTION_END = /\](?:<\d+>)?/g;
const REST_OF_ATOM = /[^ ()"\r\n]*/y;
/** Lists within lists; FLAGS needs two. */
const DEEPEST = 8;

class Garbled extends Error {}

/** Whether a line is an untagged FETCH response (RFC 9051 7.5.2). */
export function isFetchResponse(payload: Buffer): boolean {
  return payload[0] === 0x2a && START.test(payload.toString('latin1', 0, 24));
}

/** Reads a FETCH response as imapflow's parser would; null when it is garbled. */
export function parseFetchResponse(payload: Buffer, literals: readonly Buffer[]): ParsedResponse | null {
  const text = payload.toString('latin1');
  const cursor: Cursor = { text, literals, at: START.exec(text)?.[0].length ?? 0, nextLiteral: 0 };
  try {
    const items = readValue(cursor, 0);
    return cursor.at === text.trimEnd().length ? { attributes: [{ type: 'ATOM', value: 'FETCH' }, items] } : null;
  } catch (error) {
    if (error instanceof Garbled) return null;
    throw error;
  }
}

function readValue(cursor: Cursor, depth: number): ResponseValue {
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

function readList(cursor: Cursor, depth: number): ResponseValue[] {
  if (depth > DEEPEST) throw new Garbled();
  const values: ResponseValue[] = [];
  cursor.at += 1;
  for (;;) {
    while (cursor.text.charAt(cursor.at) === ' ') cursor.at += 1;
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
  const value = escaped ? raw.replace(/\\(.)/gs, '$1') : raw;
  return { type: 'STRING', value: /[\u0080-\u00ff]/.test(value) ? Buffer.from(value, 'latin1') : value };
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
