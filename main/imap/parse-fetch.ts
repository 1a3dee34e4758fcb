import type { ParsedResponse } from './imapflow-internals.ts';
import { Garbled, readValue, type Cursor } from './read-values.ts';

// imapflow's parser is general, and it writes each response out again for a log that we do not keep; together that was most of
// the processor time of an index. A FETCH response is simple, so it is read here. Quoted strings keep their octets, too.

const START = /^\* \d{1,10} FETCH (?=\()/i;

/** Whether a line is an untagged FETCH response (RFC 9051 7.5.2). */
export function isFetchResponse(payload: Buffer): boolean {
  return payload[0] === 0x2a && START.test(payload.toString('latin1', 0, 24));
}

/** Reads a FETCH response as imapflow's parser would; null when it is garbled. */
export function parseFetchResponse(payload: Buffer, literals: readonly Buffer[]): ParsedResponse | null {
  const text = payload.toString('latin1');
  const cursor: Cursor = { text, literals, at: START.exec(text)?.[0].length ?? 0, nextLiteral: 0 };
  try {
    const items = readValue(cursor);
    return cursor.at === text.trimEnd().length ? { attributes: [{ type: 'ATOM', value: 'FETCH' }, items] } : null;
  } catch (error) {
    if (error instanceof Garbled) return null;
    throw error;
  }
}
