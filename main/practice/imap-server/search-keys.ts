import { parseSequenceSet } from '../../../shared/sequence-set.ts';
import { dayOfInternalDate, parseDay } from './internal-date.ts';
import { bodyStart, fieldValue, headerFields } from './message/header.ts';
import { messagesInSet } from './message-set.ts';
import { bad } from './outcome.ts';
import type { Numbered, SelectedMailbox } from './selected-mailbox.ts';
import { stringOf, type Value } from './values.ts';

/** Whether a message is found. */
export type Test = (numbered: Numbered) => boolean;

/** Search keys with a position, so that each parser takes what it needs. */
export interface KeyCursor {
  readonly selected: SelectedMailbox;
  readonly values: readonly Value[];
  at: number;
}

type KeyParser = (cursor: KeyCursor) => Test;

/** Parses all keys that are left; every one must hold (RFC 9051 6.4.4). Throws BAD. */
export function parseKeys(cursor: KeyCursor): Test {
  const tests: Test[] = [];
  while (cursor.at < cursor.values.length) tests.push(parseKey(cursor));
  if (tests.length === 0) throw bad('Search key expected');
  return (numbered) => tests.every((test) => test(numbered));
}

function parseKey(cursor: KeyCursor): Test {
  const value = cursor.values[cursor.at];
  cursor.at += 1;
  if (value?.kind === 'list') return parseKeys({ ...cursor, values: value.items, at: 0 });
  const name = stringOf(value).toUpperCase();
  const parser = KEYS.get(name);
  if (parser !== undefined) return parser(cursor);
  if (parseSequenceSet(name) !== null) return inSet(cursor, name, false);
  throw bad('Unknown search key');
}

function text(cursor: KeyCursor): string {
  const value = stringOf(cursor.values[cursor.at]);
  cursor.at += 1;
  return value;
}

function number(cursor: KeyCursor): number {
  const value = text(cursor);
  if (!/^\d{1,15}$/.test(value)) throw bad('Number expected');
  return Number(value);
}

function day(cursor: KeyCursor): number {
  const value = parseDay(text(cursor));
  if (value === null) throw bad('Date expected');
  return value;
}

function inSet(cursor: KeyCursor, set: string, byUid: boolean): Test {
  const found = new Set(Array.from(messagesInSet(cursor.selected, set, byUid), ({ message }) => message));
  return ({ message }) => found.has(message);
}

function hasFlag(flag: string): Test {
  const wanted = flag.toLowerCase();
  return ({ message }) => message.flags.some((held) => held.toLowerCase() === wanted);
}

function not(test: Test): Test {
  return (numbered) => !test(numbered);
}

function receivedWhen(cursor: KeyCursor, fits: (held: number, wanted: number) => boolean): Test {
  const wanted = day(cursor);
  return ({ message }) => fits(dayOfInternalDate(message.internalDate), wanted);
}

/** By the Date field, without its time and zone; messages without one are not found. */
function sentWhen(cursor: KeyCursor, fits: (held: number, wanted: number) => boolean): Test {
  const wanted = day(cursor);
  return ({ message }) => {
    const match = /(\d{1,2})\s+([A-Za-z]{3})\s+(\d{4})/.exec(field(message.body(), 'date') ?? '');
    const held = match === null ? null : parseDay(match.slice(1).join('-'));
    return held !== null && fits(held, wanted);
  };
}

function field(body: Buffer, name: string): string | null {
  return fieldValue(headerFields(body.subarray(0, bodyStart(body))), name);
}

function inField(name: string, wanted: string): Test {
  const needle = wanted.toLowerCase();
  return ({ message }) => field(message.body(), name.toLowerCase())?.toLowerCase().includes(needle) ?? false;
}

function inBytes(cursor: KeyCursor, part: (body: Buffer) => Buffer): Test {
  const needle = text(cursor).toLowerCase();
  return ({ message }) => part(message.body()).toString('latin1').toLowerCase().includes(needle);
}

const before = (held: number, wanted: number): boolean => held < wanted;
const on = (held: number, wanted: number): boolean => held === wanted;
const since = (held: number, wanted: number): boolean => held >= wanted;
const everything = (): Test => () => true;
const nothing = (): Test => () => false;

function flagKeys(): [string, KeyParser][] {
  return ['ANSWERED', 'DELETED', 'DRAFT', 'FLAGGED', 'SEEN'].flatMap((name): [string, KeyParser][] => [
    [name, () => hasFlag(`\\${name}`)],
    [`UN${name}`, () => not(hasFlag(`\\${name}`))],
  ]);
}

function fieldKeys(): [string, KeyParser][] {
  return ['BCC', 'CC', 'FROM', 'SUBJECT', 'TO'].map((name) => [name, (cursor) => inField(name, text(cursor))]);
}

const KEYS: ReadonlyMap<string, KeyParser> = new Map<string, KeyParser>([
  ...flagKeys(),
  ...fieldKeys(),
  ['ALL', everything],
  // \Recent is never set, so nothing is new or recent and everything is old.
  ['OLD', everything],
  ['NEW', nothing],
  ['RECENT', nothing],
  ['KEYWORD', (cursor) => hasFlag(text(cursor))],
  ['UNKEYWORD', (cursor) => not(hasFlag(text(cursor)))],
  ['BEFORE', (cursor) => receivedWhen(cursor, before)],
  ['ON', (cursor) => receivedWhen(cursor, on)],
  ['SINCE', (cursor) => receivedWhen(cursor, since)],
  ['SENTBEFORE', (cursor) => sentWhen(cursor, before)],
  ['SENTON', (cursor) => sentWhen(cursor, on)],
  ['SENTSINCE', (cursor) => sentWhen(cursor, since)],
  ['LARGER', (cursor) => above(number(cursor), (numbered) => numbered.message.size)],
  ['MODSEQ', (cursor) => above(number(cursor) - 1, (numbered) => numbered.message.modseq)],
  ['SMALLER', (cursor) => below(number(cursor))],
  ['HEADER', (cursor) => inField(text(cursor), text(cursor))],
  ['BODY', (cursor) => inBytes(cursor, (body) => body.subarray(bodyStart(body)))],
  ['TEXT', (cursor) => inBytes(cursor, (body) => body)],
  ['UID', (cursor) => inSet(cursor, text(cursor), true)],
  ['NOT', (cursor) => not(parseKey(cursor))],
  ['OR', (cursor) => either(parseKey(cursor), parseKey(cursor))],
]);

function above(limit: number, value: (numbered: Numbered) => number): Test {
  return (numbered) => value(numbered) > limit;
}

function below(limit: number): Test {
  return ({ message }) => message.size < limit;
}

function either(first: Test, second: Test): Test {
  return (numbered) => first(numbered) || second(numbered);
}
