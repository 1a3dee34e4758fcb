/** One value of a parsed response: an atom, string or literal, a list, or `null` for NIL. */
export type ResponseValue = ResponseAtom | readonly ResponseValue[] | null;

/** A single token. A section, as in `BODY[HEADER.FIELDS (DATE)]` or `[UIDNEXT 5]`, is attached to it. */
export interface ResponseAtom {
  readonly type: string;
  readonly value?: string | Buffer | number | null | undefined;
  readonly section?: readonly ResponseValue[] | undefined;
}

const HIGHEST_UINT32 = 4_294_967_295;

/** Whether a value is a list in parentheses. */
export function isList(value: ResponseValue | undefined): value is readonly ResponseValue[] {
  return Array.isArray(value);
}

/** The text of an atom, a quoted string or a literal; null for NIL, lists and what is missing. */
export function textOf(value: ResponseValue | undefined): string | null {
  const token = atomOf(value)?.value;
  if (typeof token === 'string') return token;
  if (typeof token === 'number') return String(token);
  return Buffer.isBuffer(token) ? token.toString('utf8') : null;
}

/** The octets of an atom, string or literal as a string, one character each; null for NIL, lists and what is missing. */
export function octetTextOf(value: ResponseValue | undefined): string | null {
  const token = atomOf(value)?.value;
  if (Buffer.isBuffer(token)) return token.toString('latin1');
  if (typeof token === 'number') return String(token);
  // imapflow's own parser decodes as UTF-8.
  return typeof token === 'string' ? Buffer.from(token, 'utf8').toString('latin1') : null;
}

/** The octets of a string or literal; null for NIL, lists and what is missing. */
export function octetsOf(value: ResponseValue | undefined): Buffer | null {
  const token = atomOf(value)?.value;
  if (Buffer.isBuffer(token)) return token;
  return typeof token === 'string' ? Buffer.from(token, 'utf8') : null;
}

/** The texts of a list, NIL and nested lists left out; empty for anything else. */
export function textsOf(value: ResponseValue | undefined): string[] {
  return isList(value) ? value.map(textOf).filter((text) => text !== null) : [];
}

/** The section attached to an atom, or null. */
export function sectionOf(value: ResponseValue | undefined): readonly ResponseValue[] | null {
  return atomOf(value)?.section ?? null;
}

/** An unsigned 32-bit number (UID, UIDVALIDITY, EXISTS), or null when it is none. */
export function uint32Of(value: ResponseValue | undefined): number | null {
  const number = numberOf(value);
  return number !== null && number <= HIGHEST_UINT32 ? number : null;
}

/** A number of at most 2^53-1 (sizes), or null when it is none. */
export function numberOf(value: ResponseValue | undefined): number | null {
  const text = textOf(value);
  if (text === null || !/^[0-9]{1,16}$/.test(text)) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : null;
}

/** A mod-sequence: 63 bits (RFC 7162 7), or null when it is none. */
export function modseqOf(value: ResponseValue | undefined): bigint | null {
  const text = textOf(value);
  return text !== null && /^[0-9]{1,19}$/.test(text) ? BigInt(text) : null;
}

/** Reads `NAME value NAME value` pairs, names in upper case; a later pair of the same name wins. */
export function pairsOf(value: ResponseValue | undefined): ReadonlyMap<string, ResponseValue> {
  const pairs = new Map<string, ResponseValue>();
  if (!isList(value)) return pairs;
  for (let at = 0; at + 1 < value.length; at += 2) {
    const name = textOf(value[at]);
    if (name !== null) pairs.set(name.toUpperCase(), value[at + 1] ?? null);
  }
  return pairs;
}

function atomOf(value: ResponseValue | undefined): ResponseAtom | null {
  return value === undefined || value === null || isList(value) ? null : value;
}
