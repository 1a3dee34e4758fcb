import { bad } from './outcome.ts';

/** An argument of a command. Bytes stand in strings with one character per byte, except in literals. */
export type Value =
  | { readonly kind: 'atom'; readonly text: string }
  | { readonly kind: 'quoted'; readonly text: string }
  | { readonly kind: 'literal'; readonly bytes: Buffer }
  | { readonly kind: 'list'; readonly items: readonly Value[] };

/** A command as it came: lines, and the literals between them. */
export type CommandPart = { readonly text: string } | { readonly literal: Buffer };

interface Cursor {
  /** More parts are to come: a list may still be open. */
  readonly unfinished: boolean;
  readonly parts: readonly CommandPart[];
  part: number;
  at: number;
}

const LITERAL_END = /~?\{\d+\+?\}$/;
const DEEPEST = 50;

/**
 * Parses what follows the command's name. Throws BAD on wrong syntax.
 * @param unfinished the command ends with an announced literal that has not come: it counts as empty
 */
export function parseValues(parts: readonly CommandPart[], unfinished = false): readonly Value[] {
  return parseUntil({ parts, unfinished, part: 0, at: 0 }, null, 0);
}

function parseUntil(cursor: Cursor, end: ')' | null, depth: number): Value[] {
  if (depth > DEEPEST) throw bad('Too many parentheses');
  const values: Value[] = [];
  for (;;) {
    const rest = textAt(cursor);
    if (rest === '') {
      if (end !== null && !cursor.unfinished) throw bad('Missing parenthesis');
      return values;
    }
    if (rest.startsWith(' ')) cursor.at += 1;
    else if (rest.startsWith(')')) {
      if (end === null) throw bad('Unexpected parenthesis');
      cursor.at += 1;
      return values;
    } else values.push(parseOne(cursor, rest, depth));
  }
}

function parseOne(cursor: Cursor, rest: string, depth: number): Value {
  if (rest.startsWith('(')) {
    cursor.at += 1;
    return { kind: 'list', items: parseUntil(cursor, ')', depth + 1) };
  }
  if (rest.startsWith('"')) return parseQuoted(cursor, rest);
  if (LITERAL_END.exec(rest)?.index === 0) return takeLiteral(cursor);
  return parseAtom(cursor, rest);
}

function parseQuoted(cursor: Cursor, rest: string): Value {
  const match = /^"((?:[^"\\\0]|\\["\\])*)"/.exec(rest);
  if (match === null) throw bad('Unfinished quoted string');
  cursor.at += match[0].length;
  return { kind: 'quoted', text: (match[1] ?? '').replace(/\\(["\\])/g, '$1') };
}

/** The announcement ends a text part, so the literal is the next part. */
function takeLiteral(cursor: Cursor): Value {
  const next = cursor.parts[cursor.part + 1];
  // Nothing there when a command is looked at before its literal has come.
  const bytes = next !== undefined && 'literal' in next ? next.literal : Buffer.alloc(0);
  cursor.part += 2;
  cursor.at = 0;
  return { kind: 'literal', bytes };
}

/** An atom; the section of `BODY[HEADER.FIELDS (A B)]<0.9>` belongs to it. */
function parseAtom(cursor: Cursor, rest: string): Value {
  const match = /^(?:BODY|BODY\.PEEK)\[[^\]]*\](?:<[\d.]+>)?|^[^ ()"]+/i.exec(rest);
  if (match === null) throw bad('Unexpected character');
  cursor.at += match[0].length;
  return { kind: 'atom', text: match[0] };
}

function textAt(cursor: Cursor): string {
  const part = cursor.parts[cursor.part];
  return part !== undefined && 'text' in part ? part.text.slice(cursor.at) : '';
}

/** The text of an atom, quoted string or literal, one character per byte. Throws BAD for a list or nothing. */
export function stringOf(value: Value | undefined): string {
  if (value === undefined || value.kind === 'list') throw bad('String expected');
  return value.kind === 'literal' ? value.bytes.toString('latin1') : value.text;
}

/** The items of a list. Throws BAD for anything else. */
export function listOf(value: Value | undefined): readonly Value[] {
  if (value?.kind !== 'list') throw bad('Parenthesised list expected');
  return value.items;
}

/** An atom in upper case, or null. */
export function keywordOf(value: Value | undefined): string | null {
  return value?.kind === 'atom' ? value.text.toUpperCase() : null;
}
