import { bodyStart, fieldValue, headerFields, type HeaderField } from './header.ts';

/** A body part (RFC 2045), as positions in the message. */
export interface MimePart {
  readonly start: number;
  readonly body: number;
  readonly end: number;
  readonly fields: readonly HeaderField[];
  readonly type: string;
  readonly subtype: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Parts of a multipart; the embedded message of a message/rfc822. */
  readonly children: readonly MimePart[];
}

const DEEPEST = 30;

/** Takes a message apart. Anything malformed counts as text, as RFC 2045 5.2 has it. */
export function parseMime(message: Buffer): MimePart {
  return parsePart(message, { start: 0, end: message.length }, { fallback: 'text/plain', depth: 0 });
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function parsePart(message: Buffer, span: Span, how: { fallback: string; depth: number }): MimePart {
  const body = bodyStart(message, span.start, span.end);
  const fields = headerFields(message.subarray(span.start, body));
  const { value, parameters } = parseParameters(fieldValue(fields, 'content-type') ?? how.fallback);
  const [type = 'text', subtype = 'plain'] = (/^[^\s/]+\/[^\s/]+$/.test(value) ? value : 'text/plain').split('/');
  const part = { ...span, body, fields, type, subtype, parameters };
  return { ...part, children: how.depth < DEEPEST ? childrenOf(message, part, how.depth + 1) : [] };
}

function childrenOf(message: Buffer, part: Omit<MimePart, 'children'>, depth: number): MimePart[] {
  const type = `${part.type}/${part.subtype}`.toLowerCase();
  if (type === 'message/rfc822') {
    return [parsePart(message, { start: part.body, end: part.end }, { fallback: 'text/plain', depth })];
  }
  const boundary = part.parameters.get('boundary');
  if (!type.startsWith('multipart/') || boundary === undefined || boundary === '') return [];
  const fallback = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  return splitAt(message, { start: part.body, end: part.end }, boundary).map((span) =>
    parsePart(message, span, { fallback, depth }),
  );
}

/** Spans between the delimiter lines; the line end before a delimiter belongs to the delimiter. */
function splitAt(message: Buffer, span: Span, boundary: string): Span[] {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const spans: Span[] = [];
  let open: number | null = null;
  for (let at = span.start; at < span.end;) {
    const found = message.indexOf(delimiter, at);
    if (found === -1 || found >= span.end) break;
    const lineEnd = message.indexOf(0x0a, found);
    const next = lineEnd === -1 ? span.end : Math.min(lineEnd + 1, span.end);
    const rest = message
      .subarray(found + delimiter.length, next)
      .toString('latin1')
      .trimEnd();
    at = next;
    const atLineStart = found === span.start || message[found - 1] === 0x0a;
    if (!atLineStart || (rest !== '' && rest !== '--')) continue;
    if (open !== null) spans.push({ start: open, end: Math.max(open, withoutLineEnd(message, found)) });
    open = rest === '--' ? null : next;
    if (rest === '--') return spans;
  }
  if (open !== null) spans.push({ start: open, end: span.end });
  return spans;
}

function withoutLineEnd(message: Buffer, at: number): number {
  return message[at - 2] === 0x0d ? at - 2 : at - 1;
}

/** `value; name=text; name="text"`, of Content-Type and Content-Disposition. */
export function parseParameters(text: string): { value: string; parameters: Map<string, string> } {
  const parameters = new Map<string, string>();
  const value = (/^[^;]*/.exec(text)?.[0] ?? '').trim();
  for (const match of text.matchAll(/;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/g)) {
    parameters.set((match[1] ?? '').toLowerCase(), match[2]?.replace(/\\(.)/g, '$1') ?? match[3] ?? '');
  }
  return { value, parameters };
}
