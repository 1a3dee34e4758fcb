import type { ParsedResponse } from './imapflow-internals.ts';
import { Garbled, octetString, readValue, skipSpaces, type Cursor } from './read-values.ts';
import type { ResponseAtom, ResponseValue } from './response-values.ts';

// Mailbox names are where servers keep least to the grammar: with spaces or tabs and no quotes around them (Exchange), with quotes or
// backslashes inside that are not escaped, with octets beyond ASCII. A general parser gives up on such a line, and the mailbox with it.

const START = /^\* (LIST|LSUB|XLIST|STATUS) /;
/** What LIST may say behind a name (RFC 9051 7.3.1): only what looks exactly so is taken off an unquoted name. */
const EXTENDED = / \((?:"?(?:CHILDINFO|OLDNAME)"? .*)?\)$/i;
const QUOTED = /^"((?:[^"\\]|\\.)*)"(?= *$| \()/s;

/** Whether a line is an untagged LIST, LSUB or STATUS response. */
export function isListing(payload: Buffer): boolean {
  return payload[0] === 0x2a && START.test(payload.toString('latin1', 0, 10));
}

/** Reads such a response, its name last of all and to the end of the line where it is not quoted; null when it is garbled. */
export function parseListing(payload: Buffer, literals: readonly Buffer[]): ParsedResponse | null {
  const text = payload.toString('latin1').replace(/\r?\n?$/, '');
  const start = START.exec(text);
  const cursor: Cursor = { text, literals, at: start?.[0].length ?? 0, nextLiteral: 0 };
  const command = start?.[1] ?? '';
  try {
    return { tag: '*', command, attributes: command === 'STATUS' ? readStatus(cursor) : readListed(cursor) };
  } catch (error) {
    if (error instanceof Garbled) return null;
    throw error;
  }
}

function readListed(cursor: Cursor): ResponseValue[] {
  skipSpaces(cursor);
  const attributes = readValue(cursor);
  skipSpaces(cursor);
  // A backslash is a delimiter on some servers, and not every one escapes it.
  const bare = cursor.text.startsWith('"\\" ', cursor.at);
  const delimiter: ResponseValue = bare ? { type: 'STRING', value: '\\' } : readValue(cursor);
  if (bare) cursor.at += 3;
  return [attributes, delimiter, readName(cursor, cursor.text.slice(cursor.at).replace(/^ +/, ''))];
}

/** The items come in the last parentheses; what is before them is the name. */
function readStatus(cursor: Cursor): ResponseValue[] {
  const open = cursor.text.lastIndexOf('(');
  if (open < cursor.at) throw new Garbled();
  const name = readName(cursor, cursor.text.slice(cursor.at, open).replace(/^ +| +$/g, ''));
  return [name, readValue({ ...cursor, at: open })];
}

function readName(cursor: Cursor, rest: string): ResponseAtom | null {
  if (/^~?\{\d+\+?\}/.test(rest)) {
    const value = cursor.literals[cursor.nextLiteral++];
    if (value === undefined) throw new Garbled();
    return { type: 'LITERAL', value };
  }
  const quoted = QUOTED.exec(rest);
  // Only these two are escaped (RFC 9051 9 `quoted-specials`); any other backslash belongs to the name.
  if (quoted) return { type: 'STRING', value: octetString((quoted[1] ?? '').replace(/\\(["\\])/g, '$1')) };
  const bare = rest.replace(EXTENDED, '').replace(/ +$/, '');
  if (bare === '') throw new Garbled();
  if (bare.length > 1 && bare.startsWith('"') && bare.endsWith('"'))
    return { type: 'STRING', value: octetString(bare.slice(1, -1)) };
  return bare.toUpperCase() === 'NIL' ? null : { type: 'ATOM', value: octetString(bare) };
}
